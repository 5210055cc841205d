package id.paraf.keyroom;

/** What a reset does to a signer key. */
public enum ResetPolicy {
    /** The key, and so the certificate, stays: a second slot can be opened by a reset grant. */
    KEEP,
    /** Nobody but the signer can ever open the key: a reset makes a new one and destroys this one. */
    RENEW
}
