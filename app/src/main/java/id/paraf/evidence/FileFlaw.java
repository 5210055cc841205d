package id.paraf.evidence;

/** Why a file is not taken; each has its sentence and something that can be done. */
public enum FileFlaw {
    /** Nothing in it. */
    EMPTY,
    /** A photo of more than 5 MiB. */
    PHOTO_TOO_LARGE,
    /** A document of more than 10 MiB, or one that asks more of its reader than any letter does. */
    DOCUMENT_TOO_LARGE,
    /** More than 25 megapixels. */
    TOO_MANY_PIXELS,
    /** Too small a photo for anybody to read what stands on a card. */
    TOO_FEW_PIXELS,
    /** Neither JPEG nor PNG, where only a photo will do. */
    NOT_A_PHOTO,
    /** Neither PDF nor JPEG nor PNG. */
    NEITHER,
    /** Cut off, damaged, or with something else behind its end. */
    BROKEN,
    /** A PDF that is encrypted, with or without a password. */
    ENCRYPTED,
    /** A PDF with scripts, embedded files or actions. */
    ACTIVE,
    /** A PDF of more than 20 pages. */
    TOO_MANY_PAGES
}
