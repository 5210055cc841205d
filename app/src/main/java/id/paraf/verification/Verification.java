package id.paraf.verification;

import java.time.Instant;

import id.paraf.pades.verify.Report;

/**
 * What was found in one file.
 *
 * @param sha256 of the file, in hexadecimal
 * @param bytes  of the file
 * @param at     the time of verification, in whole seconds: what counts where no timestamp proves an earlier one
 * @param trust  fingerprint of the trust list that was used, see {@link TrustList#fingerprint}
 */
public record Verification(String sha256, long bytes, Instant at, String trust, Report report) {

    /** What became of a file. */
    public sealed interface Outcome {

        /** It was read. */
        record Judged(Verification verification) implements Outcome {
        }

        /** It was not. */
        record Refused(Refusal why) implements Outcome {
        }
    }
}
