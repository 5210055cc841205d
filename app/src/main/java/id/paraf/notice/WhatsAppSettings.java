package id.paraf.notice;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import id.paraf.kernel.RefusedToStart;

/**
 * The operator's number at the WhatsApp Business Cloud API.
 *
 * @param baseUrl where the API is
 * @param version the API's version
 * @param phoneNumberId the id (not the number) that messages come from
 * @param token bearer token of a system user that may send messages
 * @param appSecret the app's secret, which signs what the network reports to {@code /webhooks/whatsapp}
 * @param verifyToken what the network shows when it first calls that address; the operator makes it up
 * @param timeout how long one call may take, from connecting to the last byte
 */
@ConfigurationProperties("paraf.whatsapp")
record WhatsAppSettings(@DefaultValue("https://graph.facebook.com") URI baseUrl, @DefaultValue("v23.0") String version,
        @Nullable String phoneNumberId, @Nullable String token, @Nullable String appSecret, @Nullable String verifyToken,
        @DefaultValue("10s") Duration timeout) {

    /** @throws RefusedToStart naming everything that is missing */
    void require() {
        var missing = new java.util.ArrayList<String>();
        missing(missing, "phone-number-id", phoneNumberId);
        missing(missing, "token", token);
        missing(missing, "app-secret", appSecret);
        missing(missing, "verify-token", verifyToken);
        if (!missing.isEmpty()) {
            throw new RefusedToStart("Paraf sends links over WhatsApp and does not know how. Set " + String.join(", ", missing)
                    + " (for instance as environment variables, " + environmentName(missing.getFirst())
                    + "); the values are in the app's settings at the WhatsApp Business Cloud API.");
        }
    }

    /** As Spring Boot reads it: dots become underscores and dashes vanish. */
    static String environmentName(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static void missing(java.util.List<String> missing, String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            missing.add("paraf.whatsapp." + name);
        }
    }

    @Override
    public String toString() {
        return "WhatsAppSettings[" + baseUrl + "/" + version + "/" + phoneNumberId + "]";
    }
}
