package id.paraf.certificate;

/** Where a certificate stands, in the words of the field. */
public enum CertificateStatus {
    /** Valid: signs and is trusted. */
    ISSUED,
    /** A newer certificate took its place; it is in the revocation list as superseded. */
    RENEW,
    /** Its time is over. */
    EXPIRED,
    /** Revoked for good. */
    REVOKED,
    /** Stopped for a while by its owner or an officer. */
    SUSPENDED
}
