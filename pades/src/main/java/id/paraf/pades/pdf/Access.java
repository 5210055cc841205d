package id.paraf.pades.pdf;

/** What a password opens: ISO 32000-2 §7.6. */
public sealed interface Access {

    /** The document is not encrypted; every password is as good. */
    record Plain() implements Access {
    }

    /**
     * The document is open: its strings and streams are read as they were before they were encrypted.
     *
     * @param owner       by the owner's password, for whom no restriction holds
     * @param revision    of the security handler, which decides what the permissions mean
     * @param permissions the bits of Table 22
     */
    record Open(boolean owner, int revision, int permissions) implements Access {

        private static final int MODIFY = 1 << 3;
        private static final int ANNOTATE = 1 << 5;
        private static final int FILL = 1 << 8;

        /** Whether a field that is there may be signed. */
        public boolean maySign() {
            return owner || (permissions & ANNOTATE) != 0 || revision > 2 && (permissions & FILL) != 0;
        }

        /** Whether a signature field may be added. */
        public boolean mayAddFields() {
            return owner || (permissions & ANNOTATE) != 0 && (revision <= 2 || (permissions & MODIFY) != 0);
        }
    }

    /** It is encrypted, and what was given is not one of its passwords, or it needs one and none was given. */
    record Locked() implements Access {
    }

    /** It is encrypted by a method that this reader does not know, for instance for the holders of certificates. */
    record Unsupported() implements Access {
    }
}
