package id.paraf.certificate;

import java.time.Instant;

/** What became of a request to suspend. */
public sealed interface SuspendOutcome {

    /** Suspended now, or now an officer's to end; OCSP and lists say so from this moment on. */
    record Suspended(Instant at) implements SuspendOutcome {
    }

    /** It was suspended before. */
    record AlreadySuspended() implements SuspendOutcome {
    }

    /** There is no such certificate, or it is over: revoked, replaced or expired. */
    record Over() implements SuspendOutcome {
    }
}
