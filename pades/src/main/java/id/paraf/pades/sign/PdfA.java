package id.paraf.pades.sign;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import id.paraf.pades.mark.Appearance;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;
import id.paraf.pades.pdf.PdfView;

/** What a document that says that it is PDF/A asks of a mark, ISO 19005. Fonts and colours of marks always conform. */
final class PdfA {

    /** The part of the standard, as an attribute or an element. */
    private static final Pattern PART = Pattern.compile("pdfaid:part\\s*(?:=\\s*[\"']|>)\\s*([1-4])");

    private PdfA() {
    }

    /**
     * Whether nothing may show through: never in part 1 (§6.4), and later (§6.2.10 of part 2) not where no output intent says in
     * which colours it would be mixed.
     */
    static boolean opaque(PdfView document) throws MalformedPdf {
        int part = part(document);
        return part == 1 || part > 1 && !(document.get(document.catalog(), "OutputIntents") instanceof PdfObject.Array);
    }

    /** What a field that shows nothing looks like: part 1 (§6.9) wants an appearance of every field. */
    static PdfObject unseen(PdfView document, PdfUpdate update) throws MalformedPdf {
        return part(document) == 1 ? Appearance.blank(0, 0, update) : PdfObject.NULL;
    }

    private static int part(PdfView document) throws MalformedPdf {
        if (!(document.get(document.catalog(), "Metadata") instanceof PdfObject.Stream stream)) {
            return 0;
        }
        try {
            var said = PART.matcher(new String(document.unpacked(stream), StandardCharsets.ISO_8859_1));
            return said.find() ? Integer.parseInt(said.group(1)) : 0;
        } catch (MalformedPdf _) {
            // No more than a description: a document whose description is damaged can be signed.
            return 0;
        }
    }
}
