package id.paraf.renewal;

/** Where, between the commits of a renewal, a test lets the process die. */
public enum RenewalPoint {
    /** The order is written, the keyroom not asked yet. */
    ORDERED,
    /** The passphrase opened the key, nothing else knows yet. */
    PROVEN,
    /** A key of its own is made, and has no certificate yet. */
    KEY_MADE,
    /** A certificate with corrected data is issued and the old one revoked, its key is still there. */
    REPLACED,
    /** The certificate is issued, the journal does not know yet. */
    CERTIFICATE_ISSUED,
    /** Everything is written down; the answer is not sent yet. */
    COMPLETED
}
