package id.paraf.keyroom;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What became of a reset. */
public sealed interface ResetOutcome permits ResetOutcome.Kept, ResetOutcome.Renewed, Refusal {

    /**
     * The key stays; from now on only the new passphrase opens it.
     *
     * @param frozenUntil until when it may not sign because the grant carries a risk, or null
     */
    record Kept(int slotVersion, @Nullable Instant frozenUntil) implements ResetOutcome {
    }

    /**
     * A new key waits for its certificate; the old one works until {@link Keyroom#activate}.
     *
     * @param newKey the pending key
     * @param publicKey its SubjectPublicKeyInfo in DER
     * @param frozenUntil until when it may not sign because the grant carries a risk, or null
     */
    record Renewed(UUID newKey, byte[] publicKey, @Nullable Instant frozenUntil) implements ResetOutcome {
    }
}
