package id.paraf.pki.ocsp;

/**
 * What is said about a certificate that was issued. What was never issued has no state: nothing is ever said about it.
 *
 * @param revokedAt second of the revocation, or {@value #GOOD}
 * @param reason number of CRLReason; 0, unspecified, is left out of answers
 */
public record CertState(long revokedAt, int reason) {

    private static final long GOOD = Long.MIN_VALUE;

    /** Not revoked and not suspended. */
    public static final CertState NOT_REVOKED = new CertState(GOOD, 0);

    public boolean good() {
        return revokedAt == GOOD;
    }
}
