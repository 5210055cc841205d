package id.paraf.passphrase;

/** Where, between the commits of a reset or a change, a test lets the process die. The keyroom has points of its own. */
public enum JournalPoint {
    /** The intent is written, the keyroom not asked yet. */
    INTENT_WRITTEN,
    /** The keyroom answered, nothing else knows yet. */
    KEYROOM_ANSWERED,
    /** A renewed key has its certificate and is not active yet. */
    CERTIFICATE_ISSUED,
    /** The renewed key is active. */
    KEY_ACTIVATED,
    /** Everything is written down; the answer is not sent yet. */
    COMPLETED
}
