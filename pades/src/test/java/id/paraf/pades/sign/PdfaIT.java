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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.pdfa.flavours.PDFAFlavour;

import id.paraf.pades.PdfaFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.VeraPdf;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.Typeface;
import id.paraf.pades.pdf.Limits;

/** PDF/A stays PDF/A, whatever the signature looks like and however many there are: veraPDF says so. */
class PdfaIT {

    private static final TestPki PKI = new TestPki();
    private static final Map<Integer, PDFAFlavour> PARTS = Map.of(1, PDFAFlavour.PDFA_1_B, 2, PDFAFlavour.PDFA_2_B, 3,
            PDFAFlavour.PDFA_3_B);

    @TempDir
    Path folder;

    private byte[] signed(byte[] file, Level level, UnaryOperator<SignatureRequest> more) throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = more.apply(SignatureRequest.by(PKI.chain(PKI.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC)));
        try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"),
                request)).signature()) {
            assertThat(prepared.complete(PKI.ec.sign(prepared.signedAttributes()), level)).isInstanceOf(Completion.Signed.class);
        }
        return Files.readAllBytes(folder.resolve("target.pdf"));
    }

    private static ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities)
            throws IOException {
        return new ValidationData(List.of(signers.getFirst().getEncoded(), PKI.root.getEncoded()), List.of(),
                List.of(PKI.crl().getEncoded()));
    }

    private static void conforms(byte[] file, int part, String what) {
        assertThat(VeraPdf.flaws(file, PARTS.get(part))).as("PDF/A-" + part + "b, " + what).isEmpty();
    }

    @Test
    void theCheckerFindsFlaws() {
        assertThat(VeraPdf.flaws(id.paraf.pades.TestFiles.withTable(1), PDFAFlavour.PDFA_2_B)).isNotEmpty();
    }

    @Test
    void unseenSignaturesKeepIt() throws IOException {
        for (int part : PARTS.keySet()) {
            byte[] file = PdfaFiles.of(part, PdfaFiles.Intent.SRGB);
            conforms(file, part, "before");
            for (var level : List.of(new Level.Basic(), new Level.Archived(PKI::token, PdfaIT::material))) {
                byte[] signed = signed(file, level, request -> request);
                conforms(signed, part, level.getClass().getSimpleName());
                conforms(signed(signed, level, request -> request), part, "again " + level.getClass().getSimpleName());
            }
        }
    }

    @Test
    void marksKeepIt() throws IOException {
        for (int part : PARTS.keySet()) {
            for (var intent : PdfaFiles.Intent.values()) {
                byte[] file = PdfaFiles.of(part, intent);
                conforms(file, part, "before, " + intent);
                // What shines through is what parts differ about.
                for (var picture : part == 1 && intent == PdfaFiles.Intent.SRGB ? List.of("png", "jpg", "clear", "grey")
                        : List.of("clear")) {
                    var mark = new Mark(List.of(new Mark.Line("Ditandatangani oleh", false), new Mark.Line("Budi Santoso", true)),
                            picture(picture), Typeface.usual());
                    byte[] signed = signed(file, new Level.Basic(),
                            request -> request.marked(mark, new Field.Visible(null, Place.below(2, 50, 50, 240, 60))));
                    conforms(signed, part, picture + ", " + intent);
                    assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.");
                }
            }
        }
    }

    /** "clear" is transparent around a red square. */
    private static byte[] picture(String kind) throws IOException {
        var image = new BufferedImage(60, 60, switch (kind) {
            case "clear" -> BufferedImage.TYPE_INT_ARGB;
            case "grey" -> BufferedImage.TYPE_BYTE_GRAY;
            default -> BufferedImage.TYPE_INT_RGB;
        });
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(15, 15, 30, 30);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, kind.equals("clear") || kind.equals("grey") ? "png" : kind, out)).isTrue();
        return out.toByteArray();
    }
}
