package id.paraf.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a key of one purpose, bound to the place they are stored at: what is
 * moved to another row does not open there. Stored as nonce (12 bytes), ciphertext, tag (16 bytes).
 */
public final class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final Randomness randomness;

    public Sealing(SecretKey key, Randomness randomness) {
        this.key = key;
        this.randomness = randomness;
    }

    /** Seals the bytes for a place, for instance {@code totp:<account>}. */
    public byte[] seal(String place, byte[] bytes) {
        return seal(place.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** The same for a place that is more than a name. */
    public byte[] seal(byte[] place, byte[] bytes) {
        byte[] nonce = randomness.bytes(NONCE);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(bytes);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /** The bytes, or empty if they were altered, moved, or sealed under another root secret. */
    public Optional<byte[]> open(String place, byte[] sealed) {
        return open(place.getBytes(StandardCharsets.UTF_8), sealed);
    }

    /** The same for a place that is more than a name. */
    public Optional<byte[]> open(byte[] place, byte[] sealed) {
        if (sealed.length < NONCE) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), place)
                    .doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
