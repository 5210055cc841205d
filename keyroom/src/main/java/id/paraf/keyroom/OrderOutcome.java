package id.paraf.keyroom;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the keyroom did for an order: the answer to a caller that crashed before it heard.
 *
 * @param order the order's id
 * @param kind what was asked for
 * @param key the key it was about
 * @param newKey the pending key that a renewing reset made, or null
 * @param slotVersion the version of the passphrase slot afterwards
 * @param frozenUntil the freeze that the reset decided on, or null
 * @param at when it was committed
 */
public record OrderOutcome(UUID order, Kind kind, UUID key, @Nullable UUID newKey, int slotVersion,
        @Nullable Instant frozenUntil, Instant at) {

    /** What an order can be. */
    public enum Kind {
        SIGN, SIGN_BY_CODE, OPEN_CODE, CHANGE, RESET_KEEP, RESET_RENEW, ACTIVATE,
        /** Will never be carried out: its caller gave it up. */
        ABANDONED
    }
}
