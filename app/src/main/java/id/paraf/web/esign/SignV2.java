package id.paraf.web.esign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import id.paraf.esign.FindSigner;
import id.paraf.esign.Proof;
import id.paraf.esign.SignForClient;
import id.paraf.esign.Wanted;
import id.paraf.esign.Wanted.Where;
import id.paraf.kernel.SecretText;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.sign.Place;
import id.paraf.signing.SigningSettings;

/** API v2: files in JSON, signed files in JSON, in their order. */
@Component
class SignV2 {

    private final SignForClient sign;
    private final Marks marks;
    private final int mostFiles;
    private final Clock clock;

    SignV2(SignForClient sign, Marks marks, SigningSettings settings, Clock clock) {
        this.sign = sign;
        this.marks = marks;
        this.mostFiles = settings.mostFiles();
        this.clock = clock;
    }

    Reply sign(Call call) {
        Instant begun = clock.instant();
        var body = call.json();
        var who = who(body);
        var proof = proof(body, call);
        var signed = SignReplies.files(sign.sign(call.client(), who, proof, wanted(body), false, call.origin()));
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

    private List<Wanted> wanted(JsonNode body) {
        var files = several(body.path("file"));
        var properties = several(body.path("signatureProperties"));
        if (files.isEmpty()) {
            throw Refused.missing("file");
        }
        if (files.size() > mostFiles) {
            throw Refused.request("Paling banyak " + mostFiles + " berkas sekali kirim");
        }
        if (properties.size() != 1 && properties.size() != files.size()) {
            throw Refused.request("signatureProperties berisi satu untuk semua berkas, atau satu untuk setiap berkas");
        }
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).isString()) {
                throw Refused.request("file bukan base64");
            }
            wanted.add(wanted(Call.bytes(files.get(i).asString(), "file"), properties.get(properties.size() == 1 ? 0 : i)));
        }
        return wanted;
    }

    /** An array, or one thing without its brackets. */
    private static List<JsonNode> several(JsonNode node) {
        return node.isArray() ? List.copyOf(node.values()) : node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    private Wanted wanted(byte[] pdf, JsonNode properties) {
        boolean visible = SignV1.visible(Call.text(properties, "tampilan").orElseThrow(() -> Refused.missing("tampilan")));
        return new Wanted(pdf, visible ? seen(properties) : null, Call.text(properties, "reason").orElse(null),
                Call.text(properties, "location").orElse(null), Call.text(properties, "contactInfo").orElse(null),
                Call.text(properties, "pdfPassword").map(SecretText::of).orElse(null));
    }

    private Wanted.@Nullable Seen seen(JsonNode properties) {
        Mark mark = Call.text(properties, "imageBase64").map(image -> marks.picture(Call.bytes(image, "imageBase64"), null))
                .or(() -> marks.qr(Optional.empty(), null)).orElseThrow();
        return new Wanted.Seen(mark, where(properties));
    }

    private static Where where(JsonNode properties) {
        var tag = Call.text(properties, "tag_koordinat", "tag");
        if (tag.isPresent()) {
            return new Where.Tag(tag.get(), size(properties, "width"), size(properties, "height"));
        }
        return new Where.Box(Place.below(Call.text(properties, "page").map(Numbers::page).orElse(1),
                Numbers.required(Call.text(properties, "originX"), "originX"),
                Numbers.required(Call.text(properties, "originY"), "originY"),
                Numbers.required(Call.text(properties, "width"), "width"),
                Numbers.required(Call.text(properties, "height"), "height")));
    }

    private static double size(JsonNode properties, String name) {
        return Call.text(properties, name).map(text -> Numbers.number(text, name)).orElse(100.0);
    }
}
