package id.paraf.keyroom;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * An X25519 key (RFC 7748) made of the secret of an application: whoever has its public half can seal something that is opened only
 * while the application calls, because its secret is kept nowhere here.
 */
public final class CallerKey {

    private final X25519PrivateKeyParameters key;

    private CallerKey(X25519PrivateKeyParameters key) {
        this.key = key;
    }

    /** The key of that secret, which must have the entropy of a key: 256 random bits in whatever letters. */
    public static CallerKey of(String secret) {
        byte[] material = secret.getBytes(StandardCharsets.UTF_8);
        byte[] scalar = Seal.hkdf(material, new byte[0], "paraf caller key v1");
        try {
            return new CallerKey(new X25519PrivateKeyParameters(scalar));
        } finally {
            Seal.wipe(material, scalar);
        }
    }

    static CallerKey ephemeral(SecureRandom random) {
        return new CallerKey(new X25519PrivateKeyParameters(random));
    }

    /** The public half, 32 bytes (RFC 7748 §5). */
    public byte[] publicKey() {
        return key.generatePublicKey().getEncoded();
    }

    /** What only this key and the one with that public half can know; null if that is none (RFC 7748 §6.1). */
    byte @Nullable [] agree(byte[] other) {
        byte[] shared = new byte[32];
        try {
            var agreement = new X25519Agreement();
            agreement.init(key);
            agreement.calculateAgreement(new X25519PublicKeyParameters(other), shared, 0);
            return shared;
        } catch (IllegalArgumentException | IllegalStateException none) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "CallerKey[•••]";
    }
}
