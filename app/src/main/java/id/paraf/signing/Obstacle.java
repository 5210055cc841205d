package id.paraf.signing;

/** What stands in the way of somebody's turn, as far as the asker may know. */
public enum Obstacle {
    /** The account was never opened, or is stopped. */
    ACCOUNT,
    /** No certificate was ever issued. */
    NO_CERTIFICATE,
    /** There is one, and it cannot sign now: why is its owner's business. */
    CERTIFICATE,
    /** The document cannot be signed any more. */
    DOCUMENT,
    /** Something, with somebody of another institution: what it is the asker does not learn. */
    UNSAID
}
