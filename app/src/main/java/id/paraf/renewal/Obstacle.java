package id.paraf.renewal;

/** Why a certificate cannot be renewed, as its owner is told. */
public enum Obstacle {
    /** It was renewed before; a certificate is renewed once. */
    ALREADY_RENEWED,
    /** It was revoked, or a newer one took its place. */
    REVOKED,
    /** Its time is over: a new application is needed. */
    EXPIRED,
    /** It is stopped until its owner or an officer lets it go on. */
    SUSPENDED,
    /** Data that it says were corrected: the one with the new data comes first. */
    CORRECTED,
    /** Nothing that it says was corrected. */
    NOTHING_CORRECTED,
    /** Its end is still far. */
    TOO_EARLY,
    /** The account may not be used. */
    DISABLED,
    /** Nothing happens in the name of the owner's institution now. */
    INSTITUTION_STOPPED,
    /** Its key may not be used. */
    KEY_FROZEN,
    /** Too many wrong passphrases: its key needs a reset first. */
    KEY_LOCKED,
    /** The photos or the application behind it are older than {@code paraf.renewal.evidence-age}: a new application is needed. */
    EVIDENCE_TOO_OLD
}
