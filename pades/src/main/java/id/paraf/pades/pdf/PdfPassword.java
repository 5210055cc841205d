package id.paraf.pades.pdf;

import java.util.Arrays;

/** The password of a document, a reader's or its owner's. Cannot be printed; wiped when closed. */
public final class PdfPassword implements AutoCloseable {

    private final char[] text;
    private boolean closed;

    private PdfPassword(char[] text) {
        this.text = text;
    }

    /**
     * For text that arrived as a string, which is left to the garbage collector.
     *
     * @param text perhaps empty: many files that everybody may read are encrypted under no password at all
     */
    public static PdfPassword of(String text) {
        return new PdfPassword(text.toCharArray());
    }

    /** For the one place that needs the letters. Keep the result as short as possible. */
    public String reveal() {
        if (closed) {
            throw new IllegalStateException("This password has been wiped");
        }
        return new String(text);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
        return "PdfPassword[***]";
    }
}
