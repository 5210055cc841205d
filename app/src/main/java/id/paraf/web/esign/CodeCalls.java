package id.paraf.web.esign;

import org.springframework.stereotype.Component;

import id.paraf.esign.AskForCode;
import id.paraf.esign.AskForCode.Outcome;
import id.paraf.keyroom.CodeSlot;

/** Codes that an application asks a signer for: the signer is told, and opens one in the portal or does not. */
@Component
class CodeCalls {

    private final AskForCode ask;

    CodeCalls(AskForCode ask) {
        this.ask = ask;
    }

    Reply ask(Call call) {
        var body = call.json();
        var who = SignV2.who(body);
        int files = files(Call.text(body, "data").orElseThrow(() -> Refused.missing("data")));
        return switch (ask.ask(call.client(), who, files, call.origin())) {
            case Outcome.Asked asked -> Reply.ok(Reply.fields("success", true, "message",
                    "Permintaan kode terkirim. User membuat kodenya di portal, pada Izin tanda tangan"));
            case Outcome.NoSigner(var standing) -> throw SignReplies.noSigner(standing);
            case Outcome.TooMany many ->
                throw new Refused(429, "Terlalu banyak permintaan kode untuk user ini, coba lagi nanti", 429);
        };
    }

    private static int files(String text) {
        if (text.matches("0*[1-9][0-9]{0,2}") && Integer.parseInt(text) <= CodeSlot.MOST_FILES) {
            return Integer.parseInt(text);
        }
        throw Refused.request("data adalah jumlah berkas, dari 1 sampai " + CodeSlot.MOST_FILES);
    }
}
