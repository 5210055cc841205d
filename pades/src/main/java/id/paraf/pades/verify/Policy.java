package id.paraf.pades.verify;

import java.time.Duration;

import id.paraf.pades.pdf.Rectangle;

/**
 * What counts as strong and as recent enough.
 *
 * @param minimumRsaBits the shortest RSA key of a signer, an authority or a timestamp
 * @param clockSkew      how far the clocks of others may be off
 * @param evidenceAge    how long an OCSP answer or CRL without nextUpdate stays usable after thisUpdate
 * @param maxSignatures  more signatures than this make a file unreadable
 * @param coveredShare   the share of a page from which a later signature's mark counts as covering it
 */
public record Policy(int minimumRsaBits, Duration clockSkew, Duration evidenceAge, int maxSignatures, double coveredShare) {

    /** ETSI TS 119 312's floor for RSA; no digest below SHA-256 by any policy. */
    public static final Policy STRICT = new Policy(2048, Duration.ofMinutes(5), Duration.ofHours(24), 200, Rectangle.COVERED);
}
