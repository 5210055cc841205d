package id.paraf.web.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.verapdf.pdfa.flavours.PDFAFlavour;

import id.paraf.certificate.TestCertificates;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.Tools;
import id.paraf.pades.VeraPdf;
import id.paraf.pades.verify.Change;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Reason;
import id.paraf.pades.verify.Report;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.Signer;
import id.paraf.status.FollowRegister;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.verification.OwnSigner;
import id.paraf.verification.Verification;
import id.paraf.verification.Verification.Outcome.Judged;
import id.paraf.verification.VerifyFile;

/** The report as a PDF says what was found, is whole by other people's programs, and stays so whatever stands in a file. */
@ParafTest
class ReportPdfTest {

    private static final Locale INDONESIAN = Locale.of("id");
    private static final Locale ENGLISH = Locale.of("en");

    @Autowired
    VerifyFile verify;
    @Autowired
    ReportPdf pdf;
    @Autowired
    OwnSigner signer;
    @Autowired
    TestCertificates certificates;
    @Autowired
    FollowRegister follow;
    @TempDir
    Path folder;

    @BeforeEach
    void follow() {
        follow.catchUp();
    }

    private Verification look(byte[] file) throws IOException {
        return ((Judged) verify.verify(new ByteArrayInputStream(file))).verification();
    }

    private byte[] ownFile() {
        var certificate = certificates.issue();
        follow.catchUp();
        return signer.sign(SamplePdfs.unsigned(), certificate);
    }

    /** As PDFBox reads it; lines that were broken are one again. */
    private static String text(byte[] report) throws IOException {
        try (var document = Loader.loadPDF(report)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private Path whole(byte[] report) throws IOException {
        var file = Files.write(folder.resolve("laporan.pdf"), report);
        assertThat(Tools.qpdf(file, "")).contains("No syntax or stream encoding errors");
        assertThat(VeraPdf.flaws(report, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(VeraPdf.flaws(report, PDFAFlavour.PDFUA_1)).isEmpty();
        return file;
    }

    /** The same verification with one signature, which says this of itself. */
    private static Verification saying(Verification looked, String said, Set<Change> changes, int times) {
        var one = looked.report().signatures().getFirst();
        var signer = one.signer().orElseThrow();
        var named = new Signer(said, said, said, said, signer.serialNumber(), signer.notBefore(), signer.notAfter(),
                Optional.of(said), signer.path());
        var signature = new SignatureReport(said, one.kind(), one.indication(), List.of(Reason.values()), true, Optional.of(named),
                one.status(), one.baseline(), one.claimedAt(), one.provenAt(), one.timestamps(), 1, true, 0, changes,
                one.algorithm(), new SignatureReport.Stated(Optional.of(said), Optional.of(said), Optional.of(said)));
        return new Verification(looked.sha256(), looked.bytes(), looked.at(), looked.trust(),
                new Report(FileVerdict.VALID_AND_INTACT, 1, 1, java.util.Collections.nCopies(times, signature)));
    }

    @Test
    void aFileOfOurOwnIsToldInBothLanguages() throws IOException {
        var looked = look(ownFile());
        byte[] report = pdf.of(looked, "C:\\surat\\surat tugas.pdf", INDONESIAN);
        assertThat(text(report))
                .contains("Sah dan utuh", "Ditandatangani oleh Sri Contoh Wulandari.", "Nama berkas surat tugas.pdf",
                        looked.sha256(), "Menurut penanda tangan sendiri", "Paraf Root CA G1", "Tidak dicabut",
                        "register penyelenggara ini",
                        "Seluruh berkas", "B-B: tanda tangan saja", "TOTAL-PASSED", looked.at().toString(), looked.trust(),
                        "Halaman 1 dari 2", "ETSI EN 319 102-1")
                .doesNotContain("surat\\", "\u25A1");
        assertThat(Tools.pdftotext(whole(report), 1)).contains("Sah dan utuh", "surat tugas.pdf");
        assertThat(text(pdf.of(looked, "", ENGLISH))).contains("Valid and intact", "Not revoked", "Page 1 of 2")
                .doesNotContain("Name of the file", "Sah dan utuh");
        try (var document = Loader.loadPDF(report)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Laporan verifikasi tanda tangan elektronik");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("id");
        }
    }

    @Test
    void everyVerdictHasItsReport() throws IOException {
        assertThat(text(pdf.of(look(SamplePdfs.broken()), "", INDONESIAN))).contains("Tidak sah", "sidik jarinya tidak cocok");
        assertThat(text(pdf.of(look(SamplePdfs.changed()), "", INDONESIAN))).contains("Berubah setelah ditandatangani",
                "Halaman diganti, ditambah, dihapus, atau ditulisi");
        assertThat(text(pdf.of(look(SamplePdfs.withEvidence()), "", INDONESIAN)))
                .contains("Utuh, tetapi status penanda tangan tidak dapat diperiksa", "Bukti status sertifikat ditambahkan");
        byte[] nobody = pdf.of(look(SamplePdfs.unsigned()), "", INDONESIAN);
        assertThat(text(nobody)).contains("Tidak ada tanda tangan elektronik").doesNotContain("Laporan lengkap");
        whole(nobody);
    }

    /** Also whatever order a set is in, and whatever typefaces are asked for. */
    @Test
    @Proves("PD-07")
    void theSameFactsGiveTheSameBytes() throws IOException {
        var looked = saying(look(ownFile()), "Дмитрий Ångström 李", Set.of(Change.values()), 2);
        byte[] report = pdf.of(looked, "surat.pdf", INDONESIAN);
        for (int i = 0; i < 20; i++) {
            assertThat(pdf.of(looked, "surat.pdf", INDONESIAN)).isEqualTo(report);
        }
        assertThat(pdf.of(looked, "surat2.pdf", INDONESIAN)).isNotEqualTo(report);
    }

    /** Every letter that there is, some as a pair of halves and some halves alone. */
    @Test
    void noNameBreaksAReport() throws IOException {
        var looked = look(ownFile());
        var all = new StringBuilder();
        for (int each = 0; each < 0x3_0000; each++) {
            all.appendCodePoint(each);
            if (all.length() >= 480) {
                assertThat(pdf.of(saying(looked, all.toString(), Set.of(), 1), all.toString(), ENGLISH)).isNotEmpty();
                each += 0x300;
                all.setLength(0);
            }
        }
        byte[] report = pdf.of(saying(looked, "Дмитрий\u202E 李明 עברית \uD800 <b>(Tj) ET\\", Set.of(Change.values()), 3), "",
                ENGLISH);
        assertThat(text(report)).contains("Дмитрий", "\u25A1\u25A1", "<b>(Tj) ET\\", "stands for letters that cannot be written");
        whole(report);
    }

    @Test
    void longNamesAreBrokenAndNothingRunsOverTheEdge() throws IOException {
        String name = "W".repeat(450);
        byte[] report = pdf.of(saying(look(ownFile()), name, Set.of(), 12), name + ".pdf", INDONESIAN);
        assertThat(text(report).replace(" ", "")).contains(name);
        whole(report);
        try (var document = Loader.loadPDF(report)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(5);
            var edges = new PDFTextStripper() {
                private float most;
                private float least = Float.MAX_VALUE;

                @Override
                protected void processTextPosition(org.apache.pdfbox.text.TextPosition text) {
                    most = Math.max(most, text.getXDirAdj() + text.getWidthDirAdj());
                    least = Math.min(least, document.getPage(0).getMediaBox().getHeight() - text.getYDirAdj());
                }
            };
            edges.getText(document);
            assertThat(edges.most).isLessThan(document.getPage(0).getMediaBox().getWidth() - 50);
            assertThat(edges.least).isGreaterThan(30);
        }
    }

    /** Neither what the file says nor what it is called inside. */
    @Test
    void nothingOfTheFileStandsInItsReport() throws IOException {
        byte[] file = SamplePdfs.signed();
        String inside;
        try (var document = Loader.loadPDF(file)) {
            inside = new PDFTextStripper().getText(document).strip();
        }
        assertThat(inside).isNotEmpty();
        assertThat(text(pdf.of(look(file), "", INDONESIAN))).doesNotContain(inside);
    }
}
