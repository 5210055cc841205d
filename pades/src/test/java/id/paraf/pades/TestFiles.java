package id.paraf.pades;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Documents made by another library, so that our reader does not only read what our writer writes. */
public final class TestFiles {

    private TestFiles() {
    }

    /** Cross-reference table, no object streams. */
    public static byte[] withTable(int pages) {
        return made(pages, CompressParameters.NO_COMPRESSION);
    }

    /** Cross-reference stream and object streams. */
    public static byte[] withStreams(int pages) {
        return made(pages, CompressParameters.DEFAULT_COMPRESSION);
    }

    private static byte[] made(int pages, CompressParameters compression) {
        try (var document = document(pages)) {
            return bytes(document, compression);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A4 pages that say "Halaman" and their number. */
    public static PDDocument document(int pages) throws IOException {
        return document("Halaman", pages);
    }

    /** A4 pages with a line of text each, which their number ends. */
    public static PDDocument document(String text, int pages) throws IOException {
        var document = new PDDocument();
        for (int i = 1; i <= pages; i++) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 720);
                content.showText(text + " " + i);
                content.endText();
            }
        }
        return document;
    }

    public static byte[] bytes(PDDocument document, CompressParameters compression) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out, compression);
        return out.toByteArray();
    }

    /** An incremental update by PDFBox that sets the catalog's language. */
    public static byte[] updated(byte[] file, String language) {
        try (var document = Loader.loadPDF(file)) {
            var out = new ByteArrayOutputStream();
            var catalog = document.getDocumentCatalog().getCOSObject();
            catalog.setString(COSName.getPDFName("Lang"), language);
            catalog.setNeedToBeUpdated(true);
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written by hand: {@code @name@} marks a place, {@code {name}} is its offset in ten digits. */
    public static byte[] handmade(String text) {
        var offsets = new java.util.HashMap<String, Integer>();
        var plain = new StringBuilder();
        var marks = java.util.regex.Pattern.compile("@(\\w+)@|\\{(\\w+)\\}").matcher(text);
        int at = 0;
        while (marks.find()) {
            plain.append(text, at, marks.start());
            at = marks.end();
            if (marks.group(1) != null) {
                offsets.put(marks.group(1), plain.length());
            } else {
                plain.append('{').append(marks.group(2)).append('}').append(" ".repeat(Math.max(0, 8 - marks.group(2).length())));
            }
        }
        plain.append(text, at, text.length());
        for (var offset : offsets.entrySet()) {
            String hole = "{" + offset.getKey() + "}" + " ".repeat(Math.max(0, 8 - offset.getKey().length()));
            String digits = String.format(Locale.ROOT, "%010d", offset.getValue());
            for (int i = plain.indexOf(hole); i >= 0; i = plain.indexOf(hole)) {
                plain.replace(i, i + 10, digits);
            }
        }
        return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
