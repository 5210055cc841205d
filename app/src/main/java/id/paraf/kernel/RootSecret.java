package id.paraf.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The 256-bit secret that everything sealed in the database hangs on. It comes from a file with strict permissions or
 * from the environment, never from the database; each use gets a key of its own by HKDF-SHA256 (RFC 5869) with a label.
 */
public final class RootSecret {

    private static final int LENGTH = 32;
    private static final byte[] SALT = "paraf root secret v1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    /** @throws IllegalArgumentException if the secret is not exactly 32 bytes */
    public RootSecret(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("The root secret must be exactly 32 bytes, but has " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** The 256-bit key for one purpose; {@code label} names the purpose and is part of the stored format forever. */
    public SecretKey derive(String label, String algorithm) {
        try {
            var parameters = HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(SALT)
                    .thenExpand(label.getBytes(StandardCharsets.UTF_8), LENGTH);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
        }
    }

    @Override
    public String toString() {
        return "RootSecret[•••]";
    }
}
