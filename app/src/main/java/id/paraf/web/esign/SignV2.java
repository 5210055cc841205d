package id.paraf.web.esign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import id.paraf.esign.FindSigner;
import id.paraf.esign.SignForClient;
import id.paraf.kernel.SecretText;

/** API v2: files in JSON, signed files in JSON, in their order. */
@Component
class SignV2 {

    private final SignForClient sign;
    private final WantedFiles wanted;
    private final Clock clock;

    SignV2(SignForClient sign, WantedFiles wanted, Clock clock) {
        this.sign = sign;
        this.wanted = wanted;
        this.clock = clock;
    }

    Reply sign(Call call) {
        Instant begun = clock.instant();
        var body = call.json();
        var who = who(body);
        String passphrase = body.path("passphrase").isString() ? body.path("passphrase").asString() : "";
        if (passphrase.isEmpty()) {
            throw Call.text(body, "totp", "otp").isPresent()
                    ? Refused.request("Penandatanganan dengan TOTP tidak tersedia; gunakan passphrase")
                    : Refused.missing("passphrase");
        }
        var signed = SignReplies
                .files(sign.sign(call.client(), who, SecretText.of(passphrase), wanted.of(body), false, call.origin()));
        return Reply.ok(Reply.fields("time", (int) Duration.between(begun, clock.instant()).toMillis(), "file",
                signed.stream().map(SignForClient.Signed::pdf).toList()));
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
