package id.paraf.certificate;

import java.util.UUID;

import id.paraf.kernel.Origin;

/**
 * Published inside the transaction that suspends or resumes a certificate of a signer.
 *
 * @param account its owner
 * @param change what became of it
 * @param by who did it
 * @param alongside whether that is because of another certificate of the same key, which its owner hears of by that one
 */
public record SuspensionChanged(UUID account, CertificateId certificate, Change change, Suspension.Holder by,
        boolean alongside, Origin origin) {

    /** What happens to a certificate. */
    public enum Change {
        SUSPENDED,
        /** It was stopped by its owner, and now an officer holds it. */
        TAKEN_OVER, RESUMED
    }
}
