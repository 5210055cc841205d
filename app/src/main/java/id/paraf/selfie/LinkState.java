package id.paraf.selfie;

import java.time.Instant;

/** Where the newest link of a journey stands, for the screen that asked for it. */
public sealed interface LinkState {

    /** No link was made yet. */
    record None() implements LinkState {
    }

    /** Sent, not claimed yet. */
    record Waiting(int matchNumber, Instant issuedAt, Instant expiresAt, int triesLeft) implements LinkState {
    }

    /** Claimed with the right number. */
    record Claimed(Instant at) implements LinkState {
    }

    /** Taken back before anybody claimed it, and no other was made since: the journey went another way. */
    record Withdrawn() implements LinkState {
    }

    /** Nobody claimed it in time. */
    record Expired(Instant at) implements LinkState {
    }

    /** The journey is over: too many wrong numbers, disowned by the person with the phone, or cancelled. */
    record Dead(DeathCause cause) implements LinkState {
    }

    /** Why no link of a journey works any more. */
    enum DeathCause {
        GUESSED, DISOWNED, CANCELLED
    }
}
