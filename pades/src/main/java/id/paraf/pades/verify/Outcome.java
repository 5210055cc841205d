package id.paraf.pades.verify;

/** What verification ends with: always one of these, whatever the bytes are. */
public sealed interface Outcome {

    /** The file could be read. */
    record Verified(Report report) implements Outcome {
    }

    /** The file could not be read, so nothing is said about signatures in it. */
    record Unreadable(Why why) implements Outcome {
    }

    /** Why a file could not be read. */
    enum Why {
        /** It does not begin like a PDF. */
        NOT_A_PDF,
        /** Its structure breaks ISO 32000, and no part of it from the beginning is a whole document. */
        DAMAGED,
        /** It opens with a password only, and none was given, or a wrong one. */
        ENCRYPTED,
        /** It is encrypted by a method that this reader does not know, for instance for the holders of certificates. */
        ENCRYPTION_UNSUPPORTED,
        /** It has more bytes, objects, depth, revisions or signatures than the policy allows, or took too long. */
        OVER_LIMIT
    }
}
