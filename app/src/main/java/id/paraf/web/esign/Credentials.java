package id.paraf.web.esign;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import id.paraf.kernel.SecretText;

/** What an application says it is (RFC 7617), in the header of each call. */
public record Credentials(String username, SecretText secret) {

    /** Empty if none were sent, or what was sent cannot be read. */
    public static Optional<Credentials> of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            // RFC 7617 §2: what stands before the first colon is the name.
            int colon = pair.indexOf(':');
            return colon < 1 ? Optional.empty()
                    : Optional.of(new Credentials(pair.substring(0, colon), SecretText.of(pair.substring(colon + 1))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
