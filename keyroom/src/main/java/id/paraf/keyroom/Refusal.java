package id.paraf.keyroom;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Why the keyroom did not do what it was asked to. */
public sealed interface Refusal extends SignOutcome, ChangeOutcome, ResetOutcome, ActivateOutcome, CodeOpened {

    /** The passphrase is wrong; {@code left} more wrong ones are free before a wait or the lock, at least one. */
    record WrongPassphrase(int left) implements Refusal {
    }

    /**
     * Too many wrong ones: no passphrase is looked at before {@code until}.
     *
     * @param counted whether this attempt was looked at, was wrong and started the wait
     */
    record Waiting(Instant until, boolean counted) implements Refusal {
    }

    /**
     * Too many wrong ones: only a reset helps.
     *
     * @param counted whether this attempt was looked at, was wrong and was the last one
     */
    record LockedUntilReset(boolean counted) implements Refusal {
    }

    /** The key is frozen; {@code until} is null if somebody has to lift it. */
    record Frozen(@Nullable Instant until) implements Refusal {
    }

    /** The key's certificate is suspended: until it is resumed, nothing is done with the key or its passphrase. */
    record Suspended() implements Refusal {
    }

    /** There is no such key of this account, or it is not active (yet, or any more). */
    record NoSuchKey() implements Refusal {
    }

    /** This order was carried out before; {@link Keyroom#outcome} tells what became of it. */
    record Replayed() implements Refusal {
    }

    /** A row does not belong to this key: its seal does not open. Somebody changed the database. */
    record Tampered() implements Refusal {
    }

    /** The old and the new passphrase are the same. */
    record SamePassphrase() implements Refusal {
    }

    /** The grant does not hold; {@code reason} is for the audit, not for the page. */
    record GrantRefused(Reason reason) implements Refusal {

        /** What is wrong with it. */
        public enum Reason {
            LINK_FORGED, FACE_FORGED, LINK_OF_ANOTHER_JOURNEY, FACE_OF_ANOTHER_JOURNEY, LINK_EXPIRED, FACE_EXPIRED,
            FACE_BEFORE_LINK,
            USED_BEFORE
        }
    }
}
