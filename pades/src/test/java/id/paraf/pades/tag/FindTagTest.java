package id.paraf.pades.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.Place;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.testing.Proves;

/** Tags in the text of pages that another library has drawn. */
class FindTagTest {

    private static final PDType1Font HELVETICA = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private static final FindTag FIND = new FindTag(Limits.ORDINARY);

    /** Draws on one page. */
    private interface Drawing {

        void on(PDPageContentStream content) throws IOException;
    }

    private static byte[] drawn(PDPage page, Drawing drawing) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                drawing.on(content);
            }
            return TestFiles.bytes(document, CompressParameters.DEFAULT_COMPRESSION);
        }
    }

    private static void write(PDPageContentStream content, String text, double x, double y) throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset((float) x, (float) y);
        content.showText(text);
        content.endText();
    }

    private static List<Tag> found(byte[] file, String tag) {
        var search = FIND.find(file, tag);
        assertThat(search).isInstanceOf(TagSearch.Found.class);
        return ((TagSearch.Found) search).tags();
    }

    private static TagSearch unreadable(TagSearch.Why why) {
        return new TagSearch.Unreadable(why);
    }

    @Test
    void everyPlaceIsFoundInReadingOrder() throws Exception {
        try (var document = new PDDocument()) {
            for (int i = 0; i < 2; i++) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    write(content, "#", 441.75, 172.45);
                    write(content, "Jakarta, # Mei", 300, 600);
                    write(content, "#", 100, 600.3);
                }
            }
            var file = TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
            var tags = found(file, "#");
            assertThat(tags).extracting(Tag::page).containsExactly(1, 1, 1, 2, 2, 2);
            assertThat(tags.get(0).x()).isCloseTo(100, within(0.01));
            assertThat(tags.get(1).x()).as("behind the words before it").isCloseTo(
                    300 + HELVETICA.getStringWidth("Jakarta, ") * 12 / 1000, within(0.01));
            assertThat(tags.get(2).x()).isCloseTo(441.75, within(0.01));
            assertThat(tags.get(2).y()).isCloseTo(172.45, within(0.01));
            assertThat(tags.get(2).size()).isCloseTo(12, within(0.01));
            assertThat(Place.around(tags.get(2), 100, 195).x()).isCloseTo(391.75, within(0.01));
            assertThat(Place.around(tags.get(2), 100, 195).y()).isCloseTo(74.95, within(0.01));
            assertThat(found(file, "$")).isEmpty();
        }
    }

    @Test
    void aTagInPiecesIsOneAndTwoColumnsAreNot() throws Exception {
        var file = drawn(new PDPage(PDRectangle.A4), content -> {
            write(content, "bsre]", 200 + HELVETICA.getStringWidth("[qr_") * 12 / 1000, 500);
            write(content, "[qr_", 200, 500);
            write(content, "#", 100, 400);
            write(content, "ttd", 180, 400);
            // Bold by drawing twice.
            write(content, "~", 100, 300);
            write(content, "~", 100.3, 300);
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.setCharacterSpacing(3);
            content.newLineAtOffset(100, 200);
            content.showText("# ttd");
            content.endText();
        });
        assertThat(found(file, "[qr_bsre]")).singleElement().satisfies(tag -> {
            assertThat(tag.x()).isCloseTo(200, within(0.01));
            assertThat(tag.y()).isCloseTo(500, within(0.01));
        });
        assertThat(found(file, "#ttd")).singleElement().satisfies(tag -> assertThat(tag.y()).isCloseTo(200, within(0.01)));
        assertThat(found(file, " # ttd ")).isEqualTo(found(file, "#ttd"));
        assertThat(found(file, "~")).hasSize(1);
        assertThat(found(file, "#")).hasSize(2);
    }

    @Test
    void textInsideFormsAndInsideOtherTurnsIsFound() throws Exception {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            var form = new PDFormXObject(document);
            form.setBBox(new PDRectangle(100, 100));
            form.setMatrix(java.awt.geom.AffineTransform.getTranslateInstance(50, 60));
            var resources = new org.apache.pdfbox.pdmodel.PDResources();
            form.setResources(resources);
            resources.put(COSName.getPDFName("F1"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            try (var out = form.getStream().createOutputStream()) {
                out.write("BT /F1 10 Tf 5 6 Td (#dalam) Tj ET".getBytes(StandardCharsets.US_ASCII));
            }
            try (var content = new PDPageContentStream(document, page)) {
                content.drawForm(form);
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.setTextMatrix(Matrix.getRotateInstance(Math.PI / 2, 300, 400));
                content.showText("miring #tegak");
                content.endText();
            }
            var file = TestFiles.bytes(document, CompressParameters.DEFAULT_COMPRESSION);
            assertThat(found(file, "#dalam")).containsExactly(new Tag(1, 55, 66, 10));
            var tag = found(file, "#tegak").getFirst();
            assertThat(tag.x()).isCloseTo(300, within(0.01));
            assertThat(tag.y()).isCloseTo(400 + HELVETICA.getStringWidth("miring ") * 12 / 1000, within(0.01));
        }
    }

    /** What is found can be handed to the signer, however the page is turned and cut. */
    @Test
    void aMarkAroundTheTagHasTheTagInItsMiddle(@TempDir Path folder) throws Exception {
        var pki = new TestPki();
        for (int rotate : new int[] {0, 90, 180, 270}) {
            var page = new PDPage(PDRectangle.A4);
            page.setCropBox(new PDRectangle(30, 40, 500, 700));
            page.setRotation(rotate);
            var source = Files.write(folder.resolve("source.pdf"), drawn(page, content -> write(content, "#", 222, 333)));
            var tag = ((TagSearch.Found) FIND.find(source, null, "#")).tags().getFirst();
            var request = SignatureRequest.by(pki.chain(pki.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC))
                    .marked(Mark.text("x"), new Field.Visible(null, Place.around(tag, 100, 40)));
            try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source,
                    folder.resolve("target.pdf"),
                    request)).signature()) {
                prepared.complete(pki.ec.sign(prepared.signedAttributes()), new id.paraf.pades.sign.Level.Basic());
            }
            try (var document = Loader.loadPDF(Files.readAllBytes(folder.resolve("target.pdf")))) {
                var seen = document.getSignatureFields().getFirst().getWidgets().getFirst().getRectangle();
                assertThat((seen.getLowerLeftX() + seen.getUpperRightX()) / 2).as("turned by " + rotate).isCloseTo(222f,
                        within(0.01f));
                assertThat((seen.getLowerLeftY() + seen.getUpperRightY()) / 2).as("turned by " + rotate).isCloseTo(333f,
                        within(0.01f));
                assertThat(seen.getWidth()).isCloseTo(rotate % 180 == 0 ? 100f : 40f, within(0.01f));
            }
        }
    }

    @Test
    @Proves("PD-01")
    void whatCannotBeReadIsNamed() throws Exception {
        assertThat(FIND.find("Halo".getBytes(StandardCharsets.UTF_8), "#")).isEqualTo(unreadable(TagSearch.Why.DAMAGED));
        try (var document = TestFiles.document(1)) {
            document.protect(new StandardProtectionPolicy("pemilik", "pembaca", new AccessPermission()));
            assertThat(FIND.find(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), "#"))
                    .isEqualTo(unreadable(TagSearch.Why.ENCRYPTED));
        }
        assertThat(new FindTag(Limits.ORDINARY, 2).find(TestFiles.withStreams(3), "#"))
                .isEqualTo(unreadable(TagSearch.Why.TOO_MUCH));
        assertThat(new FindTag(Limits.ORDINARY, 3).find(TestFiles.withStreams(3), "#")).isEqualTo(new TagSearch.Found(List.of()));
    }

    /** A stream of some hundred bytes that unpacks to more than all memory. */
    @Test
    @Proves("PD-01")
    void whatUnpacksWithoutEndIsNotUnpacked() throws Exception {
        var small = new Limits(1 << 20, 64, 10_000, 1 << 20, 1 << 16, 1 << 18, 10);
        var page = new PDPage(PDRectangle.A4);
        try (var document = new PDDocument()) {
            document.addPage(page);
            page.getCOSObject().setItem(COSName.CONTENTS, stream(document, " ".repeat(1 << 17)));
            assertThat(new FindTag(small).find(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), "#"))
                    .isEqualTo(unreadable(TagSearch.Why.TOO_MUCH));
        }
    }

    private static COSStream stream(PDDocument document, String content) throws IOException {
        var stream = document.getDocument().createCOSStream();
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return stream;
    }

    /** Each form draws the next forty times: a few kilobytes of file, more drawing than anybody waits for. */
    @Test
    @Proves("PD-01")
    void formsThatMultiplyAreStopped() throws Exception {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDFormXObject inner = null;
            for (int level = 0; level < 8; level++) {
                var form = new PDFormXObject(document);
                form.setBBox(PDRectangle.A4);
                form.setResources(new org.apache.pdfbox.pdmodel.PDResources());
                try (var out = form.getStream().createOutputStream()) {
                    out.write((inner == null ? "q Q " : "/X Do ").repeat(40).getBytes(StandardCharsets.US_ASCII));
                }
                if (inner != null) {
                    form.getResources().put(COSName.getPDFName("X"), inner);
                }
                inner = form;
            }
            try (var content = new PDPageContentStream(document, page)) {
                content.drawForm(inner);
            }
            assertThat(FIND.find(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), "#"))
                    .isEqualTo(unreadable(TagSearch.Why.TOO_MUCH));
        }
    }

    /** One range of a character map names two thousand million codes, each of which a reader would write down. */
    @Test
    @Proves("PD-01")
    void characterMapsThatMultiplyAreNotRead() throws Exception {
        for (String range : List.of("<00000000> <7FFFFFFF> <0041>", "<0000> <FFFF> <0000>\n".repeat(100),
                "<00000000> % <0001>\n <7FFFFFFF> <0041>")) {
            try (var document = Loader.loadPDF(WHOLE)) {
                var page = document.getPage(0);
                var font = page.getResources().getFont(page.getResources().getFontNames().iterator().next()).getCOSObject();
                font.setItem(COSName.TO_UNICODE, stream(document, """
                        /CIDInit /ProcSet findresource begin 12 dict begin begincmap
                        1 begincodespacerange <00> <FF> endcodespacerange
                        100 beginbfrange
                        %s
                        endbfrange
                        endcmap end end
                        """.formatted(range)));
                assertThat(FIND.find(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), "#"))
                        .isEqualTo(unreadable(TagSearch.Why.TOO_MUCH));
            }
        }
    }

    private static final byte[] WHOLE = whole();

    private static byte[] whole() {
        try {
            return drawn(new PDPage(PDRectangle.A4), content -> write(content, "Tanda tangan #ttd", 100, 100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever a byte becomes, there is an answer. */
    @Property(tries = 400)
    @Proves("PD-01")
    void damagedFilesHaveAnOutcome(@ForAll @IntRange(max = 100_000) int place, @ForAll byte value,
            @ForAll @IntRange(min = 1, max = 40) int length) {
        var file = WHOLE.clone();
        int from = place % file.length;
        Arrays.fill(file, from, Math.min(file.length, from + length), value);
        var outcomes = new ArrayList<TagSearch>();
        outcomes.add(FIND.find(file, "#ttd"));
        outcomes.add(FIND.find(Arrays.copyOf(WHOLE, from), "#ttd"));
        assertThat(outcomes).hasSize(2).doesNotContainNull();
    }
}
