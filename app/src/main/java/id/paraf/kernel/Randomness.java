package id.paraf.kernel;

import java.security.SecureRandom;
import java.util.Base64;

import org.springframework.stereotype.Component;

/** The one home of unpredictable numbers in the application: everything that must not be guessed comes from here. */
@Component
public final class Randomness {

    private final SecureRandom random = new SecureRandom();

    /** {@code count} unpredictable bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same source for libraries that take the JCA's type. */
    public SecureRandom forLibraries() {
        return random;
    }

    /** A 256-bit token in base64url without padding (43 characters). */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /** A uniformly distributed integer in {@code [0, bound)}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
