package id.paraf.pades.verify;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known about one signature.
 *
 * @param field      the fully qualified name of its form field
 * @param reasons    why it is not TOTAL-PASSED, in the order of {@link Reason}; empty where it is
 * @param examined   whether path, status and timestamps were looked at: not where the signature proves nothing, whoever made it
 * @param signer     whose certificate signed; absent where the signature cannot be read
 * @param status     whether the signer's certificate was revoked; absent where nobody asked
 * @param baseline   the level it reaches; absent for what is no PAdES signature, or proves nothing
 * @param claimedAt  when the signer says to have signed: nobody vouches for it
 * @param provenAt   the earliest time at which a valid timestamp saw the signature
 * @param timestamps the timestamps attached to the signature itself
 * @param revision   the number, from 1, of the revision that the signature covers up to; 0 where it covers none
 * @param wholeFile  whether nothing follows the signed bytes but a little white space
 * @param end        how many bytes from the file's beginning are what the signature covers, its own value among them; 0 where it
 *                   covers none
 * @param changes    what later revisions did
 * @param algorithm  such as "SHA-256 with RSA 2048", empty where it cannot be read
 * @param stated     what the signer wrote beside the signature; claims, not facts
 */
public record SignatureReport(String field, Kind kind, Indication indication, List<Reason> reasons, boolean examined,
        Optional<Signer> signer, Optional<StatusReport> status, Optional<Baseline> baseline, Optional<Instant> claimedAt,
        Optional<Instant> provenAt, List<TimestampReport> timestamps, int revision, boolean wholeFile, long end,
        Set<Change> changes, String algorithm, Stated stated) {

    public SignatureReport {
        reasons = List.copyOf(reasons);
        timestamps = List.copyOf(timestamps);
        // In the order of the enum, always: equal reports are also written equally.
        changes = Collections.unmodifiableSet(new TreeSet<>(changes));
    }

    /** What kind of mark in the file this is. */
    public enum Kind {
        /** A signer's approval. */
        APPROVAL,
        /** The author's certification, which says what may change afterwards (DocMDP). */
        CERTIFICATION,
        /** A timestamp over the whole document (ETSI EN 319 142-1 §5.4.3), by no signer. */
        DOCUMENT_TIMESTAMP
    }

    /** /Name, /Reason and /Location of the signature dictionary. */
    public record Stated(Optional<String> name, Optional<String> reason, Optional<String> location) {
        static final Stated NOTHING = new Stated(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
