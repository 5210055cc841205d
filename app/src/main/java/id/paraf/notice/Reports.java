package id.paraf.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the WhatsApp network reports about messages. Reports may come twice, late and out of order. */
@Component
@Profile("!demo")
public class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final String SCHEME = "sha256=";

    private final WhatsAppSettings settings;
    private final Outbox outbox;
    private final JsonMapper json;

    Reports(WhatsAppSettings settings, Outbox outbox, JsonMapper json) {
        this.settings = settings;
        this.outbox = outbox;
        this.json = json;
    }

    /** What became of a report. */
    public enum Outcome {
        ACCEPTED,
        /** The signature is missing or wrong: nothing was read. */
        FORGED,
        /** Signed, but not the JSON that was agreed on. */
        UNREADABLE
    }

    /** The answer to the network's first call, which proves that this address is ours; empty if it is not the network. */
    public Optional<String> challenge(@Nullable String mode, @Nullable String token, @Nullable String challenge) {
        boolean known = "subscribe".equals(mode) && token != null && settings.verifyToken() != null && MessageDigest
                .isEqual(token.getBytes(StandardCharsets.UTF_8), settings.verifyToken().getBytes(StandardCharsets.UTF_8));
        return known ? Optional.ofNullable(challenge).filter(text -> text.matches("[A-Za-z0-9_-]{1,200}")) : Optional.empty();
    }

    /**
     * Takes a report.
     *
     * @param body the bytes as they came: the signature is over these
     * @param signature the header {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC in hex, under the app's secret
     */
    public Outcome receive(byte[] body, @Nullable String signature) {
        if (signature == null || !signature.startsWith(SCHEME) || !MessageDigest.isEqual(mac(body), bytes(signature))) {
            return Outcome.FORGED;
        }
        try {
            JsonNode report = json.readTree(body);
            report.path("entry").forEach(entry -> entry.path("changes").forEach(
                    change -> change.path("value").path("statuses").forEach(this::status)));
            return Outcome.ACCEPTED;
        } catch (JacksonException e) {
            return Outcome.UNREADABLE;
        }
    }

    private void status(JsonNode status) {
        String id = status.path("id").asString("");
        DeliveryState state = switch (status.path("status").asString("")) {
            case "sent" -> DeliveryState.SENT;
            case "delivered" -> DeliveryState.DELIVERED;
            case "read" -> DeliveryState.READ;
            case "failed" -> DeliveryState.FAILED;
            default -> null;
        };
        String seconds = status.path("timestamp").asString("");
        if (id.isEmpty() || id.length() > 300 || state == null || !seconds.matches("[0-9]{1,11}")) {
            // The API grows; what is new to us must not make the network repeat the whole report.
            LOG.info("A status of kind {} was skipped", state);
            return;
        }
        int code = status.path("errors").path(0).path("code").asInt(0);
        outbox.receipt(id, state, Instant.ofEpochSecond(Long.parseLong(seconds)), code == 0 ? null : "code " + code);
    }

    private byte[] mac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(String.valueOf(settings.appSecret()).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static byte[] bytes(String signature) {
        try {
            return HexFormat.of().parseHex(signature.substring(SCHEME.length()));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
