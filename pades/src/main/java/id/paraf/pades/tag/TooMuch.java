package id.paraf.pades.tag;

/** Ends a reading that would take too long. Unchecked, because PDFBox goes on after some of the checked ones. */
final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuch(String what) {
        super(what, null, false, false);
    }
}
