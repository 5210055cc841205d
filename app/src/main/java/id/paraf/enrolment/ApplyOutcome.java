package id.paraf.enrolment;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Weakness;

/** What became of a step of an application. */
public sealed interface ApplyOutcome {

    /** Done; here is the application as it stands now. */
    record Done(Application application) implements ApplyOutcome {
    }

    /** A certificate is in force, or suspended: it is renewed or revoked first. */
    record AlreadyCertified() implements ApplyOutcome {
    }

    /** These documents have to be handed in first. */
    record DocumentsMissing(Set<EvidenceKind> kinds) implements ApplyOutcome {
    }

    /** Too many applications; try again after the wait. */
    record TooMany(Duration retryAfter) implements ApplyOutcome {
    }

    /** Something in the identity has to be put right. */
    record Flawed(List<Identity.Flaw> flaws) implements ApplyOutcome {
    }

    /** Something in what is to be corrected has to be put right. */
    record CorrectionFlawed(List<Identity.Flaw> flaws, Set<Correction.Flaw> more) implements ApplyOutcome {
    }

    /** No certificate is in force: there is nothing to correct, and an application says everything anew. */
    record NotCertified() implements ApplyOutcome {
    }

    /** The institution is stopped: nobody applies there until it goes on. */
    record InstitutionStopped() implements ApplyOutcome {
    }

    /** Phone number or e-mail address are not proven yet: nobody is certified who may not be reached there. */
    record ContactsUnverified() implements ApplyOutcome {
    }

    /** The passphrase is too easy to guess, for these reasons. */
    record Weak(List<Weakness> weaknesses) implements ApplyOutcome {
    }

    /** The text that was accepted is not the one in force any more: read the new one. */
    record AgreementChanged() implements ApplyOutcome {
    }

    /** Another step comes first. */
    record StepMissing(Step furthest) implements ApplyOutcome {
    }

    /** There is no such application of this account, or it is not being filled in any more. */
    record NotOpen() implements ApplyOutcome {
    }
}
