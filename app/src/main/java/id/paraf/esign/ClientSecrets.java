package id.paraf.esign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.CallerKey;

/**
 * Secrets of applications: made here alone, 256 bits each, so that a fast hash does; keyed outside the database, so that who has
 * a copy of it cannot even compare.
 */
@Component
class ClientSecrets {

    private final SecretKey key;
    private final Randomness randomness;

    ClientSecrets(RootSecret root, Randomness randomness) {
        this.key = root.derive("esign/client-secret", "HmacSHA256");
        this.randomness = randomness;
    }

    SecretText make() {
        return SecretText.of(randomness.token());
    }

    /** The public half of the key that the secret makes, for what only its owner is to open. */
    static byte[] callerKey(SecretText secret) {
        return CallerKey.of(secret.reveal()).publicKey();
    }

    byte[] hash(SecretText secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }
}
