package id.paraf.selfie;

import org.jspecify.annotations.Nullable;

import id.paraf.face.Reason;

/** What an attempt came to. Only {@link Passed} lets a journey go on by itself. */
public sealed interface SelfieOutcome {

    /** Live and, for a reset, recognised. @param next where this device goes now; null if the other screen goes on */
    record Passed(@Nullable String next) implements SelfieOutcome {
    }

    /** Only the way of holding the camera has to change; no attempt is spent. */
    record Adjust(Reason reason) implements SelfieOutcome {
    }

    /** Refused; an attempt is spent. */
    record Retry(Reason reason, int attemptsLeft) implements SelfieOutcome {
    }

    /** A picture that was shown before, the same or a copy of it; an attempt is spent (SF-03). */
    record SeenBefore(int attemptsLeft) implements SelfieOutcome {
    }

    /** The challenge is not this session's, too old, or was answered already: ask for a new one. */
    record ChallengeOver() implements SelfieOutcome {
    }

    /** The check does not work at the moment; nothing is spent, the journey stays open (SF-08). */
    record TryLater() implements SelfieOutcome {
    }

    /** An officer has the case. */
    record NeedsOfficer(SelfieCases.Cause cause) implements SelfieOutcome {
    }

    /** The person has not agreed to photos (SF-01). */
    record NoConsent() implements SelfieOutcome {
    }
}
