package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import id.paraf.pades.SamplePdfs;
import id.paraf.pades.TestFiles;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfPassword;

class ExaminePdfTest {

    final ExaminePdf examine = new ExaminePdf(Limits.ORDINARY);

    @Test
    void countsAndMeasuresPages() throws Exception {
        var plain = TestFiles.withTable(3);
        assertThat(examine.examine(plain)).isEqualTo(new Examination.Signable(3));
        var size = examine.size(plain, null, Place.LAST).orElseThrow();
        assertThat(size.width()).isCloseTo(595.28, Offset.offset(0.1));
        assertThat(size.height()).isCloseTo(841.89, Offset.offset(0.1));
        assertThat(examine.size(plain, null, 4)).isEmpty();
        try (var document = TestFiles.document(1)) {
            document.getPage(0).setRotation(90);
            var turned = TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
            assertThat(examine.size(turned, null, 1).orElseThrow().width()).isCloseTo(841.89, Offset.offset(0.1));
        }
    }

    @Test
    void aPasswordOpensWhatIsProtected() {
        var locked = SamplePdfs.protectedBy("pemilik", "pembaca", new AccessPermission());
        var reader = PdfPassword.of("pembaca");
        assertThat(examine.examine(locked, reader)).isEqualTo(new Examination.Signable(1));
        assertThat(examine.examine(locked, PdfPassword.of("salah")))
                .isEqualTo(new Examination.Refused(Refusal.PASSWORD_WRONG, null, null));
        assertThat(examine.size(locked, reader, 1)).isPresent();
        reader.close();
        assertThatThrownBy(() -> examine.examine(locked, reader)).as("it was wiped").isInstanceOf(IllegalStateException.class);
        var readable = SamplePdfs.forbidding("");
        assertThat(examine.pages(readable)).isEqualTo(1);
        assertThat(examine.examine(readable)).isEqualTo(new Examination.Refused(Refusal.OWNER_FORBIDS, null, null));
        assertThat(examine.examine(readable, PdfPassword.of("pemilik"))).isEqualTo(new Examination.Signable(1));
        var open = SamplePdfs.protectedBy("pemilik", "", new AccessPermission());
        assertThat(examine.examine(open)).as("everybody opens it, and may sign").isEqualTo(new Examination.Signable(1));
        assertThat(examine.examine(open, PdfPassword.of("salah"))).as("meant as the owner's")
                .isEqualTo(new Examination.Refused(Refusal.PASSWORD_WRONG, null, null));
    }

    @Test
    void refusesWhatCannotBeSigned() throws Exception {
        assertThat(examine.examine("Halo".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Examination.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.DAMAGED);
                    assertThat(refused.cause()).isNotNull();
                    assertThat(refused.cause().reason()).isEqualTo(MalformedPdf.Reason.NOT_A_PDF);
                });
        try (var document = TestFiles.document(1)) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            assertThat(examine.examine(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION)))
                    .isEqualTo(new Examination.Refused(Refusal.ENCRYPTED, null, null));
        }
        try (var document = TestFiles.document(1)) {
            document.getDocumentCatalog().getCOSObject().setBoolean(COSName.getPDFName("NeedsRendering"), true);
            assertThat(examine.examine(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION)))
                    .isEqualTo(new Examination.Refused(Refusal.XFA_FORM, null, null));
        }
    }
}
