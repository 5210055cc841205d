package id.paraf.web.notice;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import id.paraf.notice.Reports;

/** Where the WhatsApp network reports deliveries. No session and no CSRF token: the signature over the body is the proof. */
@RestController
@Profile("!demo")
class WhatsAppWebhook {

    private static final int LONGEST_REPORT = 1 << 20;

    private final Reports reports;

    WhatsAppWebhook(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/webhooks/whatsapp")
    ResponseEntity<String> challenge(@RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        return reports.challenge(mode, token, challenge)
                .map(answer -> ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(answer))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }

    @PostMapping("/webhooks/whatsapp")
    ResponseEntity<Void> report(InputStream body,
            @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_REPORT + 1);
        if (bytes.length > LONGEST_REPORT) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        return ResponseEntity.status(switch (reports.receive(bytes, signature)) {
            case ACCEPTED -> HttpStatus.OK;
            case FORGED -> HttpStatus.FORBIDDEN;
            case UNREADABLE -> HttpStatus.BAD_REQUEST;
        }).build();
    }
}
