package id.paraf.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 where a token is kept by its hash alone. */
public final class Hashes {

    private Hashes() {
    }

    /** SHA-256 of the text in UTF-8. Only for tokens of 128 bits and more: what can be guessed needs a slow hash. */
    public static byte[] ofToken(String token) {
        return sha256(token.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
