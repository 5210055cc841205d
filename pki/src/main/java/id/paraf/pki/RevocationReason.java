package id.paraf.pki;

/** Why a certificate was revoked: the reasons of RFC 5280 §5.3.1 that Paraf uses. */
public enum RevocationReason {
    /** No reason is stated; never written into a CRL (RFC 5280 §5.3.1: the extension should be absent). */
    UNSPECIFIED(0),
    /** Somebody else has or may have the key or its passphrase. */
    KEY_COMPROMISE(1),
    /** The name, the office or the institution changed. */
    AFFILIATION_CHANGED(3),
    /** A newer certificate took its place. */
    SUPERSEDED(4),
    /** It is not needed any more. */
    CESSATION_OF_OPERATION(5),
    /** Stopped for a while: not a revocation for good, and the one reason that can be taken back. */
    CERTIFICATE_HOLD(6),
    /** The operator took it back. */
    PRIVILEGE_WITHDRAWN(9);

    private static final RevocationReason[] ALL = values();

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** The number of CRLReason. */
    public int code() {
        return code;
    }

    public static RevocationReason of(int code) {
        for (var reason : ALL) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new IllegalArgumentException("No reason " + code);
    }
}
