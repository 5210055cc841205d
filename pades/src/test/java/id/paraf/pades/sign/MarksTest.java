package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.Typeface;
import id.paraf.pades.pdf.Limits;

/** Where marks stand and what they show, seen through other people's renderers. */
class MarksTest {

    private static final TestPki PKI = new TestPki();

    @TempDir
    Path folder;

    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private Preparation<Path> prepare(byte[] file, Mark mark, Place place) throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = SignatureRequest.by(PKI.chain(PKI.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.ofHours(7)))
                .marked(mark, new Field.Visible(null, place));
        return new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"), request);
    }

    private byte[] signed(byte[] file, Mark mark, Place place) throws IOException {
        try (var prepared = ((Preparation.Ready<Path>) prepare(file, mark, place)).signature()) {
            assertThat(prepared.complete(PKI.ec.sign(prepared.signedAttributes()), new Level.Basic()))
                    .isInstanceOf(Completion.Signed.class);
        }
        assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.", "Total document signed");
        return Files.readAllBytes(folder.resolve("target.pdf"));
    }

    private static BufferedImage rendered(byte[] file, int page) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFRenderer(document).renderImage(page, 1);
        }
    }

    /** Upper half red, lower half blue: tells whether it is upright. */
    private static byte[] flag(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width, height / 2);
        pen.setColor(Color.BLUE);
        pen.fillRect(0, height / 2, width, height - height / 2);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] page(int rotate, PDRectangle media, PDRectangle crop) throws IOException {
        try (var document = TestFiles.document(3)) {
            var page = document.getPage(1);
            page.setRotation(rotate);
            page.setMediaBox(media);
            page.setCropBox(crop);
            return TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
        }
    }

    private static boolean red(BufferedImage image, int x, int y) {
        var colour = new Color(image.getRGB(x, y));
        return colour.getRed() > 200 && colour.getBlue() < 80 && colour.getGreen() < 80;
    }

    private static boolean blue(BufferedImage image, int x, int y) {
        var colour = new Color(image.getRGB(x, y));
        return colour.getBlue() > 200 && colour.getRed() < 80 && colour.getGreen() < 80;
    }

    /** On turned and cropped pages the mark stands upright where it was asked to be seen. */
    @Test
    void marksStandWhereTheyAreSeen() throws Exception {
        var media = new PDRectangle(-20, 10, 640, 820);
        var crop = new PDRectangle(30, 50, 400, 600);
        for (int rotate : new int[] {0, 90, 180, 270}) {
            for (boolean fromTop : new boolean[] {true, false}) {
                var place = fromTop ? Place.below(2, 50, 70, 100, 60) : Place.corners(2, 150, 130, 50, 70);
                var bytes = signed(page(rotate, media, crop), Mark.picture(flag("png", 100, 60)), place);
                var image = rendered(bytes, 1);
                assertThat(image.getWidth()).isEqualTo(rotate % 180 == 0 ? 400 : 600);
                int top = fromTop ? 70 : image.getHeight() - 130;
                assertThat(red(image, 100, top + 15)).as("red above, turned by " + rotate).isTrue();
                assertThat(blue(image, 100, top + 45)).as("blue below, turned by " + rotate).isTrue();
                assertThat(red(image, 56, top + 6) && blue(image, 143, top + 53)).isTrue();
                assertThat(image.getRGB(45, top + 15)).isEqualTo(Color.WHITE.getRGB());
                assertThat(image.getRGB(155, top + 15)).isEqualTo(Color.WHITE.getRGB());
                assertThat(image.getRGB(100, top - 4)).isEqualTo(Color.WHITE.getRGB());
                assertThat(image.getRGB(100, top + 64)).isEqualTo(Color.WHITE.getRGB());
            }
        }
    }

    @Test
    void picturesKeepTheirProportionsAndTransparency() throws Exception {
        var jpeg = signed(TestFiles.withStreams(1), Mark.picture(flag("jpg", 50, 50)), Place.below(1, 100, 100, 200, 100));
        var image = rendered(jpeg, 0);
        assertThat(red(image, 200, 120) && blue(image, 200, 180)).isTrue();
        assertThat(image.getRGB(120, 150)).isEqualTo(Color.WHITE.getRGB());

        // White paper under a QR code stays as white as the page.
        var white = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_BINARY);
        white.createGraphics().fillRect(0, 0, 4, 4);
        var paper = new ByteArrayOutputStream();
        ImageIO.write(white, "png", paper);
        signed(TestFiles.withTable(1), Mark.picture(paper.toByteArray()), Place.below(1, 100, 100, 100, 100));
        assertThat(Tools.pixel(folder.resolve("target.pdf"), 150, 150)).isEqualTo(Color.WHITE);

        var clear = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(5, 5, 0xFF000000);
        var out = new ByteArrayOutputStream();
        ImageIO.write(clear, "png", out);
        var line = Place.corners(1, 72, 716, 172, 736);
        assertThat(Arrays.equals(pixels(rendered(TestFiles.withTable(1), 0)),
                pixels(rendered(signed(TestFiles.withTable(1), Mark.picture(out.toByteArray()), line), 0)))).isFalse();
        assertThat(Tools.pdftotext(folder.resolve("target.pdf"), 1)).contains("Halaman 1");
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void textCanBeReadFromTheMark() throws Exception {
        var mark = new Mark(List.of(new Mark.Line("Ditandatangani secara elektronik oleh", false),
                new Mark.Line("Kepala Dinas Pendidikan", false), new Mark.Line("Budi Santoso, S.Kom. (é)", true)), null, null);
        signed(TestFiles.withTable(2), mark.withPicture(flag("png", 40, 40)), new Place(Place.LAST, 50, 50, 240, 60, false));
        var text = Tools.pdftotext(folder.resolve("target.pdf"), 2);
        assertThat(text).contains("Ditandatangani secara elektronik oleh", "Kepala Dinas Pendidikan", "Budi Santoso, S.Kom. (é)");
        assertThat(Tools.pdftotext(folder.resolve("target.pdf"), 1)).doesNotContain("Kepala");
    }

    @Test
    void anEmbeddedTypefaceKnowsMoreLetters() throws Exception {
        byte[] liberation;
        try (var font = PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            liberation = font.readAllBytes();
        }
        var bytes = signed(TestFiles.withTable(1), Mark.text("Łódź ĝis Ωmega é", "Budi Santoso").withTypeface(liberation),
                Place.below(1, 50, 50, 200, 60));
        assertThat(Tools.pdftotext(folder.resolve("target.pdf"), 1)).contains("Łódź ĝis Ωmega é", "Budi Santoso");
        assertThat(bytes.length).isLessThan(70_000);
        try (var document = Loader.loadPDF(bytes)) {
            var appearance = document.getPage(0).getAnnotations().getFirst().getNormalAppearanceStream();
            var font = (PDType0Font) appearance.getResources().getFont(appearance.getResources().getFontNames().iterator().next());
            assertThat(font.isEmbedded() && !font.isDamaged()).isTrue();
            try (var reference = new PDDocument()) {
                var whole = PDType0Font.load(reference, new java.io.ByteArrayInputStream(liberation));
                assertThat(font.getDescendantFont().getWidth(whole.encode("B")[0] << 8 | whole.encode("B")[1] & 0xFF))
                        .isEqualTo(Math.round(whole.getStringWidth("B")));
            }
        }
        var image = rendered(bytes, 0);
        assertThat(Arrays.stream(image.getRGB(50, 50, 200, 60, null, 0, 200)).filter(each -> (each & 0xFF) < 100).count())
                .isGreaterThan(200);
    }

    /** ISO 19005-2 §6.2.11.4 and §6.2.4.3: every font embedded, no colour that depends on the device. */
    @Test
    void theUsualTypefaceKeepsAPdfAOne() throws Exception {
        var mark = new Mark(List.of(new Mark.Line("Ditandatangani oleh", false), new Mark.Line("Budi Santoso", true)),
                grey(), Typeface.usual());
        var bytes = signed(TestFiles.withTable(1), mark, Place.below(1, 50, 50, 240, 60));
        assertThat(Tools.pdftotext(folder.resolve("target.pdf"), 1)).contains("Ditandatangani oleh", "Budi Santoso");
        assertThat(bytes.length).isLessThan(60_000);
        try (var document = Loader.loadPDF(bytes)) {
            var appearance = document.getPage(0).getAnnotations().getFirst().getNormalAppearanceStream();
            var resources = appearance.getResources();
            assertThat(resources.getFontNames()).hasSize(1);
            for (var name : resources.getFontNames()) {
                var font = resources.getFont(name);
                assertThat(font.isEmbedded() && !font.isDamaged()).as("" + name).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+.+");
                assertThat(font.getCOSObject().containsKey("ToUnicode")).isTrue();
            }
            for (var name : resources.getColorSpaceNames()) {
                assertThat(resources.getColorSpace(name)).isInstanceOf(PDCalGray.class);
            }
            for (var name : resources.getXObjectNames()) {
                assertThat(((PDImageXObject) resources.getXObject(name)).getColorSpace()).isInstanceOf(PDCalGray.class);
            }
            var operators = new PDFStreamParser(appearance).parse().stream().filter(Operator.class::isInstance)
                    .map(each -> ((Operator) each).getName()).toList();
            assertThat(operators).contains("Tj", "cs", "sc").doesNotContain("g", "G", "rg", "RG", "k", "K");
        }
        // Bold letters are darker ones.
        var image = rendered(bytes, 0);
        assertThat(Arrays.stream(image.getRGB(114, 50, 176, 60, null, 0, 176)).filter(each -> (each & 0xFF) < 100).count())
                .isGreaterThan(100);
    }

    private static byte[] grey() throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_BYTE_GRAY), "jpg", out)).isTrue();
        return out.toByteArray();
    }

    @Test
    void aMarkThatWouldHideAnEarlierOneIsRefused() throws Exception {
        var mark = Mark.text("Budi Santoso");
        for (int turned : new int[] {0, 90}) {
            var file = signed(page(turned, PDRectangle.A4, PDRectangle.A4), mark, Place.below(2, 50, 50, 100, 40));
            for (var place : List.of(Place.below(2, 50, 50, 100, 40), Place.below(2, 20, 20, 300, 200),
                    Place.below(2, 75, 50, 100, 40))) {
                assertThat(prepare(file, mark, place)).isEqualTo(new Preparation.Refused<>(Refusal.PLACE_COVERS_SIGNATURE, null));
            }
            var large = Place.below(2, 180, 200, 400, 400);
            assertThat(prepare(file, mark, large)).as("an honest verifier would call the earlier one changed")
                    .isEqualTo(new Preparation.Refused<>(Refusal.PLACE_COVERS_SIGNATURE, null));
            signed(page(turned, PDRectangle.A4, PDRectangle.A4), mark, large);
            signed(file, mark, Place.below(2, 140, 50, 100, 40));
            signed(file, mark, Place.below(2, 50, 100, 100, 40));
        }
    }

    @Test
    void whatCannotBeDrawnIsRefused() throws Exception {
        var file = TestFiles.withTable(1);
        var here = Place.below(1, 50, 50, 100, 100);
        var png = flag("png", 30, 30);
        for (var picture : List.of(new byte[0], "GIF89a........".getBytes(), Arrays.copyOf(png, 60),
                Arrays.copyOf(flag("jpg", 30, 30), 20),
                flag("png", 2_001, 2_000))) {
            assertThat(prepare(file, Mark.picture(picture), here))
                    .isEqualTo(new Preparation.Refused<>(Refusal.MARK_UNUSABLE, null));
        }
        assertThat(prepare(file, Mark.text("x").withTypeface(new byte[100]), here))
                .isEqualTo(new Preparation.Refused<>(Refusal.MARK_UNUSABLE, null));
        var text = Mark.text("x");
        for (var place : List.of(Place.below(1, 50, 50, 0, 10), Place.below(1, 600, 50, 10, 10), Place.below(1, -50, 50, 50, 10),
                Place.below(1, 50, 50, Double.NaN, 10), Place.below(1, 0, 900, 10, 10), Place.corners(1, 10, 10, 10, 50))) {
            assertThat(prepare(file, text, place)).isEqualTo(new Preparation.Refused<>(Refusal.PLACE_OUTSIDE_PAGE, null));
        }
        for (int page : new int[] {0, 2, -2, Integer.MAX_VALUE}) {
            assertThat(prepare(file, text, Place.below(page, 50, 50, 10, 10)))
                    .isEqualTo(new Preparation.Refused<>(Refusal.PAGE_MISSING, null));
        }
    }
}
