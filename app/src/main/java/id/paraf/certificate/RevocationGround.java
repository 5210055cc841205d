package id.paraf.certificate;

import id.paraf.pki.RevocationReason;

/** Why an officer revokes somebody else's certificate, and what RFC 5280 §5.3.1 calls it. */
public enum RevocationGround {
    /** Somebody else has or may have the key, its passphrase, or the phone. */
    KEY_COMPROMISED(RevocationReason.KEY_COMPROMISE),
    /** The owner left the institution, the unit or the office. */
    LEFT(RevocationReason.AFFILIATION_CHANGED),
    /** Something that the certificate says is not right, or is not any more. */
    WRONG_DATA(RevocationReason.AFFILIATION_CHANGED),
    /** Nobody needs it any more. */
    NOT_NEEDED(RevocationReason.CESSATION_OF_OPERATION),
    /** The owner broke the agreement. */
    MISUSED(RevocationReason.PRIVILEGE_WITHDRAWN);

    private final RevocationReason reason;

    RevocationGround(RevocationReason reason) {
        this.reason = reason;
    }

    RevocationReason reason() {
        return reason;
    }
}
