package id.paraf.pades.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.Dss;
import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.Typeface;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Permission;
import id.paraf.pades.sign.Place;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.pades.sign.ValidationData;
import id.paraf.testing.Proves;

/**
 * Poppler, MuPDF, OpenSSL, QPDF and DSS agree about what we sign, at every level, with both kinds of keys and in every kind of file; and
 * what DSS signs is valid here.
 */
class OthersAgreeIT {

    private static final TestPki PKI = new TestPki();
    private static final Instant NOW = TestPki.NOW.plusSeconds(120);
    private static final Map<SignatureLevel, Level> LEVELS = levels();

    @TempDir
    Path folder;

    private static Map<SignatureLevel, Level> levels() {
        var levels = new LinkedHashMap<SignatureLevel, Level>();
        levels.put(SignatureLevel.PAdES_BASELINE_B, new Level.Basic());
        levels.put(SignatureLevel.PAdES_BASELINE_T, new Level.Timestamped(PKI::token));
        levels.put(SignatureLevel.PAdES_BASELINE_LT, new Level.LongTerm(PKI::token, OthersAgreeIT::material));
        levels.put(SignatureLevel.PAdES_BASELINE_LTA, new Level.Archived(PKI::token, OthersAgreeIT::material));
        return levels;
    }

    private static ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities)
            throws IOException {
        return new ValidationData(List.of(signers.getFirst().getEncoded(), PKI.root.getEncoded()), List.of(),
                List.of(PKI.crl().getEncoded()));
    }

    private byte[] signed(byte[] file, TestPki.Holder holder, Level level, UnaryOperator<SignatureRequest> more)
            throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = more.apply(SignatureRequest.by(PKI.chain(holder), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC)));
        var ready = (Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, target(), request);
        try (var prepared = ready.signature()) {
            assertThat(prepared.complete(holder.sign(prepared.signedAttributes()), level)).isInstanceOf(Completion.Signed.class);
        }
        return Files.readAllBytes(target());
    }

    private Path target() {
        return folder.resolve("target.pdf");
    }

    /** With the evidence that lies in the file from B-LT on, and for the levels below with a list from outside. */
    private static Dss dss(SignatureLevel level) throws IOException {
        boolean inside = level == SignatureLevel.PAdES_BASELINE_LT || level == SignatureLevel.PAdES_BASELINE_LTA;
        return new Dss(root(), inside ? List.of() : List.of(PKI.crl().getEncoded()));
    }

    private static java.security.cert.X509Certificate root() {
        try {
            return new JcaX509CertificateConverter().getCertificate(PKI.root);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everybody finds this many signatures of this level in the target, and nothing wrong with any. */
    private void allAgree(byte[] file, int signatures, SignatureLevel level) throws IOException {
        String pdfsig = Tools.pdfsig(target());
        assertThat(Tools.count(pdfsig, "Signature is Valid.")).as(pdfsig).isEqualTo(signatures);
        String mutool = Tools.mutool(target(), "");
        assertThat(Tools.count(mutool, "Digest error")).as(mutool).isZero();
        assertThat(Tools.count(mutool, "Verifying signature")).as(mutool).isGreaterThanOrEqualTo(signatures);
        assertThat(Tools.qpdf(target(), "")).contains("No syntax or stream encoding errors found");
        int index = 0;
        for (var each : Tools.signatures(file)) {
            if (!"ETSI.RFC3161".equals(each.getSubFilter())) {
                Tools.opensslVerifies(folder, file, index, PKI.rootPem());
            }
            index++;
        }
        passes(dss(level).about(file, NOW), signatures, level);
    }

    private static void passes(List<Dss.Opinion> opinions, int signatures, SignatureLevel level) {
        assertThat(opinions).hasSize(signatures).allSatisfy(each -> {
            assertThat(each.because()).as(each.toString()).isEmpty();
            assertThat(each.indication()).as(each.toString()).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(each.level()).isEqualTo(level);
        });
    }

    @Test
    @Proves("PD-03")
    void everyLevelIsThatLevelToEverybody() throws IOException {
        for (var level : LEVELS.entrySet()) {
            allAgree(signed(TestFiles.withTable(2), PKI.rsa, level.getValue(), request -> request), 1, level.getKey());
            allAgree(signed(TestFiles.withStreams(2), PKI.ec, level.getValue(), request -> request), 1, level.getKey());
        }
    }

    @Test
    @Proves("PD-03")
    void severalInTurn() throws IOException {
        for (var level : LEVELS.entrySet()) {
            byte[] file = TestFiles.withStreams(2);
            for (int i = 0; i < 3; i++) {
                int left = 30 + 130 * i;
                var mark = new Mark(List.of(new Mark.Line("Siti Rahayu", true)), null, Typeface.usual());
                file = signed(file, i % 2 == 0 ? PKI.rsa : PKI.ec, level.getValue(),
                        request -> request.marked(mark, new Field.Visible(null, Place.corners(1, left, 40, left + 120, 90))));
            }
            allAgree(file, 3, level.getKey());
        }
    }

    @Test
    @Proves({"PD-03", "PD-05"})
    void certifiedAndInAFieldThatWasThere() throws IOException {
        for (var permission : Permission.values()) {
            allAgree(signed(TestFiles.withTable(1), PKI.ec, LEVELS.get(SignatureLevel.PAdES_BASELINE_LTA),
                    request -> request.certifying(permission)), 1, SignatureLevel.PAdES_BASELINE_LTA);
        }
        byte[] file;
        try (var document = TestFiles.document(1)) {
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var field = new PDSignatureField(form);
            field.setPartialName("Kepala");
            var widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(72, 72, 200, 60));
            widget.setPage(document.getPage(0));
            document.getPage(0).getAnnotations().add(widget);
            form.getFields().add(field);
            file = TestFiles.bytes(document, CompressParameters.DEFAULT_COMPRESSION);
        }
        allAgree(signed(file, PKI.rsa, LEVELS.get(SignatureLevel.PAdES_BASELINE_LT),
                request -> request.marked(Mark.text("Budi Santoso"), new Field.Existing("Kepala"))), 1,
                SignatureLevel.PAdES_BASELINE_LT);
    }

    @Test
    @Proves("PD-03")
    void encrypted() throws IOException {
        for (int bits : List.of(128, 256)) {
            byte[] file;
            try (var document = TestFiles.document(1)) {
                var policy = new StandardProtectionPolicy("pemilik", "pembaca", new AccessPermission());
                policy.setEncryptionKeyLength(bits);
                policy.setPreferAES(true);
                document.protect(policy);
                file = TestFiles.bytes(document, CompressParameters.DEFAULT_COMPRESSION);
            }
            for (var level : LEVELS.entrySet()) {
                byte[] signed = signed(file, PKI.ec, level.getValue(),
                        request -> request.opening(PdfPassword.of("pembaca")));
                assertThat(Tools.pdfsig(target(), "pembaca")).contains("Signature is Valid.");
                assertThat(Tools.mutool(target(), "pembaca")).contains("Verifying signature").doesNotContain("Digest error");
                assertThat(Tools.qpdf(target(), "pembaca")).contains("No syntax or stream encoding errors found");
                passes(dss(level.getKey()).about(new InMemoryDocument(signed), NOW, "pembaca".toCharArray()), 1, level.getKey());
            }
        }
    }

    /** Signed by DSS, alone, beside ours and before ours. */
    @Test
    void whatDssSignsIsValidHere() throws IOException {
        byte[] list = PKI.crl().getEncoded();
        var signer = new Dss(root(), List.of(list));
        for (var level : LEVELS.entrySet()) {
            byte[] theirs = signer.sign(TestFiles.withStreams(2), PKI, PKI.rsa, level.getKey());
            isValid(theirs, 1, list);
            byte[] both = signed(theirs, PKI.ec, level.getValue(), request -> request);
            isValid(both, 2, list);
            allAgree(both, 2, level.getKey());
            isValid(signer.sign(both, PKI, PKI.ec, level.getKey()), 3, list);
        }
    }

    private static void isValid(byte[] file, int signatures, byte[] list) {
        var verifier = new VerifyPdf(new TrustAnchors(List.of(root()), List.of()), (_, _) -> List.of(list), Policy.STRICT,
                Limits.ORDINARY);
        var report = ((Outcome.Verified) verifier.verify(file, NOW)).report();
        assertThat(report.signatures()).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        assertThat(Collections.frequency(report.signatures().stream().map(SignatureReport::kind).toList(),
                SignatureReport.Kind.DOCUMENT_TIMESTAMP)).isEqualTo(report.signatures().size() - signatures);
        assertThat(report.verdict()).isEqualTo(FileVerdict.VALID_AND_INTACT);
    }
}
