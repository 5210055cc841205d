package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Where the mark of a signature stands and what it says. */
@ParafTest
class MarkOfASignatureTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    Documents documents;
    @Autowired
    MarkCodes codes;

    private ResetWorld.Owner owner;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
    }

    private Document now(Document document) {
        return documents.ownedBy(owner.person().id, document.id()).orElseThrow();
    }

    private int events(String type) {
        return people.events(owner.person(), type);
    }

    @Test
    @Proves("PD-11")
    void theMarkSaysWhoAndWhenAndLeadsToOurOriginAlone() throws Exception {
        var document = world.document(owner, SigningWorld.pdf("Surat", 2));
        world.batch(owner, List.of(document), new MarkChoice.Visible(1, new MarkChoice.Spot.At(100, 50), "Analis Kebijakan"));
        var signed = documents.content(owner.person().id, document.id()).orElseThrow().pdf();
        try (PDDocument read = Loader.loadPDF(signed)) {
            var field = read.getSignatureFields().getFirst();
            var widget = field.getWidgets().getFirst();
            double millimetre = 72 / 25.4;
            assertThat(read.getPages().indexOf(widget.getPage())).isZero();
            assertThat(widget.getRectangle().getLowerLeftX()).isCloseTo((float) (100 * millimetre), Offset.offset(0.5f));
            assertThat(widget.getRectangle().getUpperRightY()).isCloseTo((float) (841.89 - 50 * millimetre), Offset.offset(0.5f));
            assertThat(widget.getRectangle().getWidth()).isCloseTo((float) (80 * millimetre), Offset.offset(0.5f));
            var resources = widget.getNormalAppearanceStream().getResources();
            assertThat(resources.getFontNames()).as("a PDF/A stays one").isNotEmpty()
                    .allMatch(name -> embedded(resources, name));
            read.getDocumentCatalog().getAcroForm().flatten();
            assertThat(new PDFTextStripper().getText(read)).contains("Ditandatangani secara elektronik", "Demo Pemilik Contoh",
                    "Analis Kebijakan", "Kantor Uji", "WIB");
        }
        try (PDDocument read = Loader.loadPDF(signed)) {
            var image = new PDFRenderer(read).renderImageWithDPI(0, 200);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText())
                    .isEqualTo("http://localhost:8080/v/" + codes.of(owner.person().id, document.id()).orElseThrow().code());
        }
    }

    private static boolean embedded(PDResources resources, COSName font) {
        try {
            return resources.getFont(font).isEmbedded();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aMarkStandsAtATextOfTheDocument() throws Exception {
        var document = world.document(owner, SigningWorld.pdf("Jakarta #ttd", 3));
        world.batch(owner, List.of(document), new MarkChoice.Visible(1, new MarkChoice.Spot.AtText("# ttd"), null));
        assertThat(events("document.signed")).isEqualTo(1);
        try (PDDocument read = Loader.loadPDF(documents.content(owner.person().id, document.id()).orElseThrow().pdf())) {
            var widget = read.getSignatureFields().getFirst().getWidgets().getFirst();
            assertThat(read.getPages().indexOf(widget.getPage())).isZero();
            assertThat((widget.getRectangle().getLowerLeftY() + widget.getRectangle().getUpperRightY()) / 2)
                    .isCloseTo(720f, Offset.offset(0.1f));
            assertThat(widget.getRectangle().getLowerLeftX()).as("moved off the edge").isCloseTo(5f, Offset.offset(5f));
        }
        var other = world.document(owner);
        assertThat(world.order(owner, List.of(other), new MarkChoice.Visible(1, new MarkChoice.Spot.AtText("#ttd"), null)))
                .isEqualTo(new SignDocuments.Outcome.Misplaced(Trouble.TEXT_MISSING));
        assertThat(now(other).trouble()).isEqualTo(Trouble.TEXT_MISSING);
        assertThat(now(other).waiting()).isTrue();
        assertThat(events("document.refused")).isEqualTo(1);
    }

    @Test
    void aMarkThatDoesNotFitIsRefusedAndTheDocumentStaysAsItIs() {
        var document = world.document(owner);
        var outside = new MarkChoice.Visible(1, new MarkChoice.Spot.At(150, 50), null);
        assertThat(world.order(owner, List.of(document), outside))
                .isEqualTo(new SignDocuments.Outcome.Misplaced(Trouble.MARK_OUTSIDE));
        assertThat(now(document).trouble()).isEqualTo(Trouble.MARK_OUTSIDE);
        assertThat(now(document).waiting()).isTrue();
    }
}
