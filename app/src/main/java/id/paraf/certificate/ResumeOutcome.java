package id.paraf.certificate;

/** What became of a request to resume. */
public sealed interface ResumeOutcome {

    /** It is in force as it was before. */
    record Resumed() implements ResumeOutcome {
    }

    /** It is in force already. */
    record NotSuspended() implements ResumeOutcome {
    }

    /** An officer suspended it: its owner cannot end that. */
    record HeldByOfficer() implements ResumeOutcome {
    }

    /** There is no such certificate, or it is over: revoked, replaced or expired. */
    record Over() implements ResumeOutcome {
    }
}
