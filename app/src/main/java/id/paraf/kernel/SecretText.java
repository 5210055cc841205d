package id.paraf.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that must never reach a log, a page or an exception message: its {@code toString} says nothing. */
public final class SecretText {

    private final String value;

    private SecretText(String value) {
        this.value = value;
    }

    public static SecretText of(String value) {
        return new SecretText(value);
    }

    /** The text itself. Call it as late as possible and keep the result as short as possible. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares in time that does not depend on where the texts differ. */
    public boolean sameAs(SecretText other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), other.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "•••";
    }
}
