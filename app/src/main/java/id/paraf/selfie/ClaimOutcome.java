package id.paraf.selfie;

import java.util.UUID;

import id.paraf.kernel.SecretText;

/** What became of an attempt to claim a link. */
public sealed interface ClaimOutcome {

    /** Claimed, by this request alone. @param session the value for the cookie {@link CaptureSessions#COOKIE} */
    record Claimed(UUID journey, SecretText session) implements ClaimOutcome {
    }

    /** Another number stands on the asking screen. @param left tries before the journey dies */
    record WrongNumber(int left) implements ClaimOutcome {
    }

    /** This link opens nothing. */
    record Gone(Why why) implements ClaimOutcome {
    }

    /** Why a link opens nothing. */
    enum Why {
        UNKNOWN, EXPIRED, USED, REPLACED,
        /** Taken back, with no newer one in its place. */
        WITHDRAWN, DEAD
    }
}
