package id.paraf.keyroom;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What may be known about a signer key without opening it.
 *
 * @param id the key
 * @param account whose it is
 * @param algorithm its kind
 * @param policy what a reset does to it by default
 * @param phase where it stands in its life
 * @param publicKey SubjectPublicKeyInfo in DER
 * @param slotVersion counts the passphrases this key has had, from 1
 * @param attemptsLeft wrong passphrases that are free before the next wait or the lock
 * @param mistyped whether the last passphrase that was looked at was a wrong one
 * @param waitingUntil no passphrase is looked at before, or null
 * @param locked whether only a reset helps
 * @param frozen whether it may not sign at all now
 * @param frozenUntil when that ends by itself; null if it is not frozen or somebody has to lift it
 * @param suspended whether it rests because its certificate is suspended
 * @param replaces the key this one was made to replace, or null
 */
public record KeyState(UUID id, UUID account, KeyAlgorithm algorithm, ResetPolicy policy, Phase phase, byte[] publicKey,
        int slotVersion, int attemptsLeft, boolean mistyped, @Nullable Instant waitingUntil, boolean locked, boolean frozen,
        @Nullable Instant frozenUntil, boolean suspended, @Nullable UUID replaces) {

    /** The life of a signer key. */
    public enum Phase {
        /** Made by a reset, waiting for its certificate. */
        PENDING,
        /** Signs with its passphrase. */
        ACTIVE,
        /** Its private key is gone for good. */
        DESTROYED
    }
}
