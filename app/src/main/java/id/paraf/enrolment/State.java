package id.paraf.enrolment;

import java.util.Set;

/** Where an application stands; the one table of what may follow what (RA-03). */
public enum State {
    /** The applicant is filling it in. */
    DRAFT,
    /** An officer has to decide. */
    SUBMITTED,
    /** An officer sent it back: the applicant corrects what was named, and sends it again. */
    RETURNED,
    /** One officer approved it, and the policy wants a second one who does, too. */
    CONFIRMING,
    /** Approved; the certificate is being issued. */
    APPROVED,
    /** The certificate is there. */
    ISSUED,
    /** Approved: what is recorded about the person is another now. */
    CORRECTED,
    /** An officer said no, and why. */
    REJECTED,
    /** The applicant took it back. */
    WITHDRAWN,
    /** Nobody finished it in time. */
    EXPIRED;

    /** The states that may follow; none for a state that is final. */
    public Set<State> next() {
        return switch (this) {
            case DRAFT -> Set.of(SUBMITTED, WITHDRAWN, EXPIRED);
            case SUBMITTED -> Set.of(CONFIRMING, APPROVED, CORRECTED, RETURNED, REJECTED, WITHDRAWN, EXPIRED);
            case RETURNED -> Set.of(SUBMITTED, WITHDRAWN, EXPIRED);
            case CONFIRMING -> Set.of(APPROVED, CORRECTED, RETURNED, REJECTED, WITHDRAWN, EXPIRED);
            case APPROVED -> Set.of(ISSUED, REJECTED);
            case ISSUED, CORRECTED, REJECTED, WITHDRAWN, EXPIRED -> Set.of();
        };
    }

    /** Whether the applicant has it and may change something in it. */
    public boolean editable() {
        return this == DRAFT || this == RETURNED;
    }

    /** Whether it waits for an officer. */
    public boolean waits() {
        return this == SUBMITTED || this == CONFIRMING;
    }

    /** Whether something can still come of it. */
    public boolean open() {
        return !next().isEmpty();
    }
}
