package id.paraf.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import id.paraf.kernel.RootSecret;

/**
 * One sentence that survives a redirect: "saved", "sent". It travels in a signed cookie that lives a minute and is shown
 * once; no server-side session, and nobody but Paraf can write a sentence into a page.
 */
@Component
class Flash {

    static final String COOKIE = "flash";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String SEPARATOR = "\u001f";

    private final SecretKey key;
    private final Clock clock;

    Flash(RootSecret root, Clock clock) {
        this.key = root.derive("web/flash", "HmacSHA256");
        this.clock = clock;
    }

    /**
     * A sentence by its key.
     *
     * @param kind {@code success}, {@code info}, {@code warning} or {@code danger}
     */
    record Message(String kind, String key, List<String> arguments) {
    }

    void write(HttpServletResponse response, Message message) {
        var parts = new StringBuilder(Long.toString(clock.instant().plus(LIFETIME).getEpochSecond()));
        parts.append(SEPARATOR).append(message.kind()).append(SEPARATOR).append(message.key());
        message.arguments().forEach(argument -> parts.append(SEPARATOR).append(argument.replace(SEPARATOR, " ")));
        byte[] payload = parts.toString().getBytes(StandardCharsets.UTF_8);
        cookie(response, base64(payload) + "." + base64(seal(payload)), LIFETIME);
    }

    Optional<Message> read(String value) {
        try {
            String[] halves = value.split("\\.", 2);
            byte[] payload = Base64.getUrlDecoder().decode(halves[0]);
            if (halves.length != 2 || !MessageDigest.isEqual(seal(payload), Base64.getUrlDecoder().decode(halves[1]))) {
                return Optional.empty();
            }
            String[] parts = new String(payload, StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (Instant.ofEpochSecond(Long.parseLong(parts[0])).isBefore(clock.instant())) {
                return Optional.empty();
            }
            return Optional.of(new Message(parts[1], parts[2], List.copyOf(Arrays.asList(parts).subList(3, parts.length))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    void erase(HttpServletResponse response) {
        cookie(response, "", Duration.ZERO);
    }

    private static void cookie(HttpServletResponse response, String value, Duration age) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(COOKIE, value).path("/").maxAge(age).secure(true)
                .httpOnly(true).sameSite("Lax").build().toString());
    }

    private byte[] seal(byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
