package id.paraf.pades.pdf;

/** The file cannot be read without guessing. Says why and where; never carries content of the file. */
public final class MalformedPdf extends Exception {

    /** What is wrong, in one word. */
    public enum Reason {
        /** The file does not begin with {@code %PDF-}. */
        NOT_A_PDF,
        /** The file, an object, a string or a list is larger than the limits allow. */
        TOO_LARGE,
        /** Arrays and dictionaries are nested deeper than the limits allow. */
        TOO_DEEP,
        /** A stream unpacks to more than the limits allow, or reading the document takes more than they allow. */
        TOO_MUCH_DATA,
        /** References, revisions or page nodes lead back to themselves. */
        CYCLE,
        /** The file or an object stops in the middle. */
        UNEXPECTED_END,
        /** No usable startxref, or a cross-reference section that is damaged or contradicts the file. */
        BAD_XREF,
        /** Something that is not an object of ISO 32000-2 §7.3, or not where the cross-reference says. */
        BAD_OBJECT,
        /** A dictionary names a key twice, so that readers may disagree about its value. */
        DUPLICATE_KEY,
        /** An object is of another type than its place demands, or is missing. */
        WRONG_TYPE,
        /** A stream whose length, packing or row prediction is wrong. */
        BAD_STREAM,
        /** A stream packed by a method that this reader does not know. */
        UNSUPPORTED_FILTER
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final long position;

    MalformedPdf(Reason reason, long position, String what) {
        super(reason + " at byte " + position + ": " + what, null, false, false);
        this.reason = reason;
        this.position = position;
    }

    /** For walkers of the document outside this package: {@code what} must not quote the file. */
    public static MalformedPdf because(Reason reason, String what) {
        return new MalformedPdf(reason, -1, what);
    }

    public Reason reason() {
        return reason;
    }

    /** Offset in the file, or in the unpacked object stream; -1 where no place is known. */
    public long position() {
        return position;
    }
}
