package id.paraf.pades.verify;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a certificate was revoked, as far as that is known for the time that counts, and from what it is known.
 *
 * @param since    from when on it was revoked or on hold; absent where it was neither
 * @param form     what said so; absent where nothing does
 * @param issuedAt when its issuer knew it so (thisUpdate); absent likewise
 * @param carried  whether that stands in the file; false where the verifier's own source brought it, or nothing did
 */
public record StatusReport(State state, Optional<Instant> since, Optional<Form> form, Optional<Instant> issuedAt,
        boolean carried) {

    /** The state of a certificate. Whether a revocation matters depends on the time: see the reasons of a signature. */
    public enum State {
        GOOD, REVOKED, ON_HOLD, UNKNOWN
    }

    /** An answer by RFC 6960, or a list by RFC 5280. */
    public enum Form {
        OCSP, CRL
    }
}
