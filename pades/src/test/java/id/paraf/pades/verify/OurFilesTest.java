package id.paraf.pades.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.Limits;
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

/** What our signer makes is valid and intact at every level, and pdfsig agrees. */
class OurFilesTest {

    private static final TestPki PKI = new TestPki();
    private static final Instant NOW = TestPki.NOW.plusSeconds(120);

    @TempDir
    Path folder;

    private byte[] signed(byte[] file, TestPki.Holder holder, Level level, UnaryOperator<SignatureRequest> more)
            throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = more.apply(SignatureRequest.by(PKI.chain(holder), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC)));
        var ready = (Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"), request);
        try (var prepared = ready.signature()) {
            assertThat(prepared.complete(holder.sign(prepared.signedAttributes()), level)).isInstanceOf(Completion.Signed.class);
        }
        return Files.readAllBytes(folder.resolve("target.pdf"));
    }

    private static ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities)
            throws IOException {
        return new ValidationData(List.of(signers.getFirst().getEncoded(), PKI.root.getEncoded()), List.of(),
                List.of(PKI.crl().getEncoded()));
    }

    private static VerifyPdf verifier(EvidenceSource source) {
        try {
            var root = new JcaX509CertificateConverter().getCertificate(PKI.root);
            return new VerifyPdf(new TrustAnchors(List.of(root), List.of()), source, Policy.STRICT, Limits.ORDINARY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EvidenceSource list() throws IOException {
        byte[] list = PKI.crl().getEncoded();
        return (_, _) -> List.of(list);
    }

    private Report verified(EvidenceSource source) throws IOException {
        var outcome = verifier(source).verify(folder.resolve("target.pdf"), NOW);
        assertThat(outcome).isInstanceOf(Outcome.Verified.class);
        return ((Outcome.Verified) outcome).report();
    }

    private void isValid(EvidenceSource source, int signatures) throws IOException {
        var report = verified(source);
        assertThat(report.signatures()).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        assertThat(report.signatures().stream().filter(one -> one.kind() != SignatureReport.Kind.DOCUMENT_TIMESTAMP))
                .hasSize(signatures);
        assertThat(report.verdict()).isEqualTo(FileVerdict.VALID_AND_INTACT);
        // Document timestamps are no signatures to pdfsig.
        String said = Tools.pdfsig(folder.resolve("target.pdf"));
        assertThat(Tools.count(said, "Signature is Valid.")).as(said).isEqualTo(signatures);
    }

    @Test
    @Proves("PD-03")
    void everyLevelIsValid() throws IOException {
        for (byte[] file : List.of(TestFiles.withTable(2), TestFiles.withStreams(2))) {
            for (var holder : List.of(PKI.rsa, PKI.ec)) {
                signed(file, holder, new Level.Basic(), request -> request);
                isValid(list(), 1);
                reaches(Baseline.B_B, list());
                signed(file, holder, new Level.Timestamped(PKI::token), request -> request);
                isValid(list(), 1);
                reaches(Baseline.B_T, list());
                // From here on without any help from outside.
                signed(file, holder, new Level.LongTerm(PKI::token, OurFilesTest::material), request -> request);
                isValid(EvidenceSource.NONE, 1);
                reaches(Baseline.B_LT, EvidenceSource.NONE);
                signed(file, holder, new Level.Archived(PKI::token, OurFilesTest::material), request -> request);
                isValid(EvidenceSource.NONE, 1);
                reaches(Baseline.B_LTA, EvidenceSource.NONE);
            }
        }
    }

    private void reaches(Baseline baseline, EvidenceSource source) throws IOException {
        assertThat(verified(source).signatures().getFirst().baseline()).contains(baseline);
    }

    @Test
    void severalSignersWithMarksAndLongTermMaterialAreValid() throws IOException {
        byte[] file = TestFiles.withStreams(2);
        for (int i = 0; i < 4; i++) {
            int left = 30 + 130 * i;
            file = signed(file, i % 2 == 0 ? PKI.rsa : PKI.ec, new Level.Archived(PKI::token, OurFilesTest::material),
                    request -> request.marked(Mark.text("Siti Rahayu", "Kepala Dinas"),
                            new Field.Visible(null, Place.corners(1, left, 40, left + 120, 90))));
            isValid(EvidenceSource.NONE, i + 1);
        }
    }

    @Test
    void certifiedByUsThenExtendedIsValid() throws IOException {
        for (var permission : Permission.values()) {
            signed(TestFiles.withTable(1), PKI.ec, new Level.Archived(PKI::token, OurFilesTest::material),
                    request -> request.certifying(permission));
            isValid(EvidenceSource.NONE, 1);
        }
    }

    @Test
    void pdfsigAgreesAboutFilesOfOthers() throws IOException {
        var file = folder.resolve("other.pdf");
        byte[] signed = new TestSigner().sign(TestSigner.rsa(_ -> {
        }).sign(Pdfs.plain()));
        Files.write(file, signed);
        assertThat(Tools.pdfsig(file)).satisfies(said -> assertThat(Tools.count(said, "Signature is Valid.")).isEqualTo(2));
        assertThat(Hierarchy.report(signed).verdict()).isEqualTo(FileVerdict.VALID_AND_INTACT);

        byte[] broken = Tampering.inPlace(new TestSigner().sign(Pdfs.plain()), "/MediaBox", "/MediaBux");
        Files.write(file, broken);
        assertThat(Tools.count(Tools.pdfsig(file), "Signature is Valid.")).isZero();
        assertThat(Hierarchy.report(broken).verdict()).isEqualTo(FileVerdict.INVALID);
    }
}
