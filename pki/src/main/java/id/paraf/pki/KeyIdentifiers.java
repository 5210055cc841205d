package id.paraf.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Names of public keys. */
public final class KeyIdentifiers {

    private static final int LENGTH = 20;

    private KeyIdentifiers() {
    }

    /** RFC 7093 §2, method 1: the leftmost 160 bits of the SHA-256 of the key's BIT STRING. */
    public static byte[] of(SubjectPublicKeyInfo key) {
        return Arrays.copyOf(digest("SHA-256", key.getPublicKeyData().getBytes()), LENGTH);
    }

    /** SHA-256 of anything: fingerprints of certificates and of texts. */
    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
