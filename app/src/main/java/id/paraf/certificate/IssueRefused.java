package id.paraf.certificate;

/**
 * Thrown by who listens to {@link CertificateIssued} and says no in the transaction that would store the certificate: nothing is stored, and
 * what was prepared is revoked.
 */
public final class IssueRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why in the authority's own terms */
    public IssueRefused(String why) {
        super(why, null, false, false);
    }
}
