package id.paraf.pades.mark;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.pdfbox.pdmodel.font.PDFont;

/** The typeface that marks are set in unless somebody brings another. */
public final class Typeface {

    private static final String LIBERATION = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final byte[] USUAL = read();

    private Typeface() {
    }

    /** Liberation Sans, as PDFBox ships it: OFL-1.1, which lets documents embed it. Letters as wide as Helvetica's, of all Europe. */
    public static byte[] usual() {
        return USUAL.clone();
    }

    private static byte[] read() {
        try (var font = PDFont.class.getResourceAsStream(LIBERATION)) {
            if (font == null) {
                throw new IllegalStateException("PDFBox comes without its font");
            }
            return font.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
