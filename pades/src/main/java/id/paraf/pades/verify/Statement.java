package id.paraf.pades.verify;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What one CRL or OCSP answer, whose own signature was checked, says about one certificate.
 *
 * @param form        what it is
 * @param nextUpdate  null where the issuer promises none
 * @param coversSince from when on revoked certificates are still told after they expired; null where that ends at expiry
 * @param revoked     absent where the certificate is not revoked
 */
record Statement(StatusReport.Form form, Instant thisUpdate, @Nullable Instant nextUpdate, @Nullable Instant coversSince,
        Optional<Revoked> revoked) {

    /**
     * @param reason null where the issuer gives none
     */
    record Revoked(Instant at, @Nullable CRLReason reason) {

        boolean onHold() {
            return reason == CRLReason.CERTIFICATE_HOLD;
        }
    }

    /** Whether it still tells the state at {@code moment}: made later, or current then. */
    boolean speaksAbout(Instant moment, Instant now, Policy policy) {
        if (thisUpdate.isAfter(now.plus(policy.clockSkew()))) {
            return false;
        }
        var until = nextUpdate == null ? thisUpdate.plus(policy.evidenceAge()) : nextUpdate;
        return !thisUpdate.isBefore(moment) || !until.plus(policy.clockSkew()).isBefore(moment);
    }

    /** Whether silence about the certificate means that it was never revoked: lists may forget what has expired. */
    boolean remembers(Instant notAfter) {
        return !thisUpdate.isAfter(notAfter) || coversSince != null && !coversSince.isAfter(notAfter);
    }
}
