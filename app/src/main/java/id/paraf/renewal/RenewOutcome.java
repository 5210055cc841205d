package id.paraf.renewal;

import java.util.List;

import id.paraf.certificate.Certificate;
import id.paraf.kernel.Weakness;
import id.paraf.keyroom.Refusal;

/** What became of a wish to renew. */
public sealed interface RenewOutcome {

    /** Issued; also if that was before, by the same or another click. */
    record Renewed(Certificate certificate) implements RenewOutcome {
    }

    /** Something stands against it; nothing was tried. */
    record NotPossible(Obstacle obstacle) implements RenewOutcome {
    }

    /** The text that was accepted is not the one in force. */
    record AgreementChanged() implements RenewOutcome {
    }

    /** The passphrase for the new key is not good enough. */
    record Weak(List<Weakness> weaknesses) implements RenewOutcome {
    }

    /** The two fields of the new passphrase differ. */
    record Different() implements RenewOutcome {
    }

    /** The keyroom said no, usually because the passphrase is wrong. */
    record Refused(Refusal refusal) implements RenewOutcome {
    }

    /** The authority could not issue: the certificate stays as it is, and nothing came of the renewal. */
    record Stopped() implements RenewOutcome {
    }
}
