package id.paraf.pades.pdf;

/** The password of a document, a reader's or its owner's. Cannot be printed. */
public final class PdfPassword {

    private final String text;

    private PdfPassword(String text) {
        this.text = text;
    }

    /** @param text perhaps empty: many files that everybody may read are encrypted under no password at all */
    public static PdfPassword of(String text) {
        return new PdfPassword(text);
    }

    /** For the one place that needs the letters. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "PdfPassword[***]";
    }
}
