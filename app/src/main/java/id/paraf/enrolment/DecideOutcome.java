package id.paraf.enrolment;

import id.paraf.certificate.CertificateId;

/** What became of an officer's decision. */
public sealed interface DecideOutcome {

    /** Approved, and the certificate is issued. */
    record Issued(CertificateId certificate) implements DecideOutcome {
    }

    /** Approved by one officer; another one has to approve it, too. */
    record Confirming() implements DecideOutcome {
    }

    /** Approved; the certificate follows as soon as the authority answers again. */
    record Approved() implements DecideOutcome {
    }

    /** Approved: the record is corrected. Its owner orders a certificate with the new data, if certificates say them. */
    record Corrected() implements DecideOutcome {
    }

    /** Approved, but the authority cannot issue it as it is: the officer tries again later, or rejects it. */
    record Unissuable(String why) implements DecideOutcome {
    }

    /** Rejected; the applicant is told why. */
    record Rejected() implements DecideOutcome {
    }

    /** Sent back; the applicant is told what to correct. */
    record Returned() implements DecideOutcome {
    }

    /** Somebody decided before, or it was withdrawn. */
    record AlreadyDecided(State state) implements DecideOutcome {
    }

    /** Not this officer's to decide. */
    record NotYours(Conflict conflict) implements DecideOutcome {
    }

    /** The reason is missing, or too short for the applicant to act on. */
    record ReasonMissing() implements DecideOutcome {
    }

    /** Sent back for nothing: it must say what is to be corrected. */
    record StepsMissing() implements DecideOutcome {
    }

    /** The policy wants a verifikator's word first, and there is none, or it was no. */
    record NotVouched() implements DecideOutcome {
    }

    /** There are no photos, and the officer met nobody: then a record proves nothing about who applied. */
    record NobodySeen() implements DecideOutcome {
    }

    /** The photos or data were taken too long ago (RA-04), or the account or its institution is stopped (CA-07). */
    record NoLongerPossible() implements DecideOutcome {
    }

    /** Why an officer may not decide (RA-01, RA-02, RP-28). */
    enum Conflict {
        /** It is the officer's own. */
        OWN,
        /** This officer approved it first: the second one is somebody else. */
        FIRST_DECIDER,
        /** The applicant works in the officer's own unit. */
        SAME_UNIT,
        /** The applicant belongs to another institution. */
        OTHER_INSTITUTION,
        /** This account is no officer, or stopped. */
        NO_OFFICER
    }
}
