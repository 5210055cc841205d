package id.paraf.passphrase;

import java.util.List;

import id.paraf.kernel.Weakness;

/** What became of "Buat Passphrase". */
public sealed interface FinishOutcome {

    /** "Berhasil". */
    record Done(Journey journey) implements FinishOutcome {
    }

    /** Committed or about to be; the recovery finishes it without anybody's help. */
    record Saving(Journey journey) implements FinishOutcome {
    }

    /** Not good enough. */
    record Weak(List<Weakness> weaknesses) implements FinishOutcome {
    }

    /** The two fields differ. */
    record Different() implements FinishOutcome {
    }

    /** The agreement was not accepted, or another text than the current one was. */
    record NotAgreed() implements FinishOutcome {
    }

    /** This is not the journey's step now; nothing changed. */
    record NotNow(Journey journey) implements FinishOutcome {
    }

    /** The photo was taken too long ago: take another one. */
    record PhotoTooOld() implements FinishOutcome {
    }

    /** The link was claimed too long ago: ask for another one. */
    record LinkTooOld() implements FinishOutcome {
    }

    /** Stopped for safety; an officer helps on. */
    record Stopped() implements FinishOutcome {
    }
}
