package id.paraf.pades;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.graphics.color.PDTristimulus;

/** Small documents of PDF/A, ISO 19005, level b, made by another library. */
public final class PdfaFiles {

    /** What a document says of the colours that it is meant for. */
    public enum Intent {
        NONE, SRGB
    }

    private PdfaFiles() {
    }

    /**
     * Two pages with a line of text in black.
     *
     * @param part of the standard: 1, 2 or 3
     */
    public static byte[] of(int part, Intent intent) {
        try (var document = new PDDocument();
                var font = PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            document.setVersion(part == 1 ? 1.4f : 1.7f);
            var grey = new PDCalGray();
            grey.setWhitePoint(new PDTristimulus(new float[] {0.9505f, 1, 1.089f}));
            var letters = PDType0Font.load(document, font);
            for (int i = 1; i <= 2; i++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(letters, 12);
                    content.setNonStrokingColor(new PDColor(new float[] {0}, grey));
                    content.newLineAtOffset(72, 720);
                    content.showText("Halaman " + i);
                    content.endText();
                }
            }
            var catalog = document.getDocumentCatalog();
            catalog.setMetadata(new PDMetadata(document, new ByteArrayInputStream(metadata(part))));
            if (intent == Intent.SRGB) {
                var colours = new PDOutputIntent(document,
                        new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
                colours.setInfo("sRGB IEC61966-2.1");
                colours.setOutputConditionIdentifier("sRGB IEC61966-2.1");
                catalog.addOutputIntent(colours);
            }
            return TestFiles.bytes(document,
                    part == 1 ? CompressParameters.NO_COMPRESSION : CompressParameters.DEFAULT_COMPRESSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] metadata(int part) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                <pdfaid:part>%d</pdfaid:part>
                <pdfaid:conformance>B</pdfaid:conformance>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>""".formatted(part).getBytes(StandardCharsets.UTF_8);
    }
}
