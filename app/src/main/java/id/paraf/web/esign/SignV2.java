package id.paraf.web.esign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import id.paraf.esign.FindSigner;
import id.paraf.esign.Proof;
import id.paraf.esign.SignForClient;
import id.paraf.kernel.SecretText;

/** API v2: files in JSON, signed files in JSON, in their order. */
@Component
class SignV2 {

    private final FindSigner signers;
    private final SignForClient sign;
    private final SignReplies replies;
    private final WantedFiles wanted;
    private final Clock clock;

    SignV2(FindSigner signers, SignForClient sign, SignReplies replies, WantedFiles wanted, Clock clock) {
        this.signers = signers;
        this.sign = sign;
        this.replies = replies;
        this.wanted = wanted;
        this.clock = clock;
    }

    Reply sign(Call call) {
        Instant begun = clock.instant();
        var body = call.json();
        var who = who(body);
        if (signers.differ(call.client(), who)) {
            throw Refused.request("nik dan email bukan milik orang yang sama");
        }
        var proof = proof(body, call);
        var signed = replies.files(sign.sign(call.client(), who, proof, wanted.of(body), false, call.origin()));
        return Reply.ok(Reply.fields("time", (int) Duration.between(begun, clock.instant()).toMillis(), "file",
                signed.stream().map(SignForClient.Signed::pdf).toList()));
    }

    /** The passphrase where there is one, whatever else was sent: then no code is looked at, counted or used. */
    private static Proof proof(JsonNode body, Call call) {
        // As it was typed: a passphrase may begin with a blank.
        String passphrase = body.path("passphrase").isString() ? body.path("passphrase").asString() : "";
        return passphrase.isEmpty() ? code(body, call) : new Proof.OfPassphrase(SecretText.of(passphrase));
    }

    private static Proof code(JsonNode body, Call call) {
        for (String name : List.of("totp", "otp")) {
            var sent = body.path(name);
            // A number has lost the zeros in front of it.
            var digits = sent.isIntegralNumber() && sent.canConvertToInt() && sent.asInt() >= 0
                    ? Optional.of("%06d".formatted(sent.asInt()))
                    : Call.text(body, name).map(text -> text.replaceAll("[ -]", ""));
            if (digits.isPresent()) {
                // Who calls was let in by these.
                var secret = Credentials.of(call.request()).orElseThrow().secret();
                return new Proof.OfCode(SecretText.of(digits.get()), secret);
            }
        }
        throw Refused.missing("passphrase atau totp");
    }

    static FindSigner.Who who(JsonNode body) {
        var nik = Call.text(body, "nik");
        var email = Call.text(body, "email");
        if (nik.isEmpty() && email.isEmpty()) {
            throw Refused.missing("NIK atau email");
        }
        return new FindSigner.Who(nik.orElse(""), email.orElse(""));
    }
}
