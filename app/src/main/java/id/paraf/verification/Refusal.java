package id.paraf.verification;

/** Why nothing is said about a file. */
public enum Refusal {
    /** No file came. */
    MISSING,
    /** A file without a byte. */
    EMPTY,
    /** It does not begin like a PDF. */
    NOT_A_PDF,
    /** No part of it from the beginning is a whole document. */
    DAMAGED,
    /** It opens with a password only, and none was given. */
    ENCRYPTED,
    /** It opens with a password only, and not with the one that was given. */
    PASSWORD_WRONG,
    /** It is encrypted in a way that no password opens here, for instance for the holders of certificates. */
    ENCRYPTION_UNSUPPORTED,
    /** More bytes than paraf.verification.most-bytes. */
    TOO_LARGE,
    /** More objects, depth, revisions or signatures than anyone needs. */
    TOO_COMPLEX,
    /** Looking at it took longer than it may. */
    TOO_SLOW,
    /** Too many others are being looked at. */
    BUSY
}
