package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.WITH_MARK;
import static id.paraf.pades.verify.Attacks.annotated;
import static id.paraf.pades.verify.Attacks.certified;
import static id.paraf.pades.verify.Attacks.otherContent;
import static id.paraf.pades.verify.Hierarchy.SIGNED;
import static id.paraf.pades.verify.Tampering.append;
import static id.paraf.pades.verify.Tampering.inPlace;
import static id.paraf.pades.verify.Tampering.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.ExaminePdf;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.Refusal;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.testing.Proves;

/** What is wrong before anybody signs is not signed: the output would be no valid file from its birth. */
@Proves("PD-06")
class BrokenInputTest {

    private static final TestPki PKI = new TestPki();

    @TempDir
    Path folder;

    private void isRefused(byte[] file, Refusal refusal) throws IOException {
        var examined = (Examination.Refused) new ExaminePdf(Limits.ORDINARY).examine(file);
        assertThat(examined.refusal()).isEqualTo(refusal);
        assertThat(examined.breach()).isNotNull();
        assertThat(examined.breach().field()).isEqualTo("Signature1");
        assertThat(prepare(file)).isEqualTo(new Preparation.Refused<>(refusal, null));
        try (var left = Files.list(folder)) {
            assertThat(left).as("nothing is begun").containsExactly(folder.resolve("source.pdf"));
        }
    }

    private Preparation<Path> prepare(byte[] file) throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = SignatureRequest.by(PKI.chain(PKI.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC));
        return new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"), request);
    }

    private void isTaken(byte[] file) throws IOException {
        assertThat(new ExaminePdf(Limits.ORDINARY).examine(file)).isInstanceOf(Examination.Signable.class);
        try (var ready = ((Preparation.Ready<Path>) prepare(file)).signature()) {
            assertThat(ready.toBeSigned()).isNotEmpty();
        }
    }

    @Test
    void whatWasChangedAfterASignature() throws Exception {
        isRefused(otherContent(HONEST).build(), Refusal.CHANGED_AFTER_SIGNING);
        isRefused(annotated(WITH_MARK, "/Subtype /FreeText /DA (/Helv 12 Tf) /Contents (1.000.000)", "70 690 200 720"),
                Refusal.CHANGED_AFTER_SIGNING);
        isRefused(append(HONEST, "%%EOF\n"), Refusal.CHANGED_AFTER_SIGNING);
        var resumed = TestSigner.rsa(_ -> {
        }).sign(otherContent(HONEST).build());
        isRefused(resumed, Refusal.CHANGED_AFTER_SIGNING);
        var breach = ((Examination.Refused) new ExaminePdf(Limits.ORDINARY).examine(resumed)).breach();
        assertThat(breach).isEqualTo(new Breach("Signature1", Optional.of("Siti Penanda Tangan"), true));
    }

    @Test
    void aSignatureThatIsBrokenInItself() throws Exception {
        isRefused(inPlace(HONEST, "(Persetujuan)", "(Persetujuam)"), Refusal.EARLIER_SIGNATURE_BROKEN);
        for (String what : List.of("/ByteRange *\\[[^]]*\\]", "/SubFilter */[A-Za-z0-9.]+")) {
            var match = Pattern.compile(what).matcher(latin(HONEST));
            assertThat(match.find()).as(what).isTrue();
            isRefused(inPlace(HONEST, match.group(), ""), Refusal.EARLIER_SIGNATURE_BROKEN);
        }
        var value = Pattern.compile("/Contents *<([0-9A-Fa-f]+)>").matcher(latin(HONEST));
        assertThat(value.find()).isTrue();
        isRefused(inPlace(HONEST, value.group(1), "0".repeat(value.group(1).length())), Refusal.EARLIER_SIGNATURE_BROKEN);
    }

    /** Removing it in a later revision hides it from readers, not from the file. */
    @Test
    void aSignatureThatWasTakenAway() throws Exception {
        var tampering = Tampering.of(HONEST);
        var form = tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
        int field = Tampering.target(tampering.view().array(form.get("Fields")).items().getFirst());
        isRefused(tampering.put(field, tampering.dictionary(field).without("V")).build(), Refusal.CHANGED_AFTER_SIGNING);
    }

    @Test
    void honestFilesAreSignedAgain() throws Exception {
        isTaken(TestFiles.withTable(2));
        isTaken(new TestSigner().sign(HONEST));
        isTaken(TestSigner.rsa(one -> {
            one.subFilter = "adbe.pkcs7.detached";
            one.nameCertificate = false;
            one.stamped = SIGNED;
        }).sign(Pdfs.plain()));
        isTaken(Pdfs.filled(certified(Pdfs.form(), 2), "nama", "Siti"));
        isTaken(TestSigner.timestamp(Pdfs.withEvidence(HONEST, Hierarchy.cleanLists(SIGNED), List.of()), Hierarchy.TSA, SIGNED));
    }

    /** Old, or of another kind: that is no alteration, and nobody is kept from signing by it. */
    @Test
    void whatCannotBeJudgedIsNotAccused() throws Exception {
        isTaken(TestSigner.rsa(one -> one.algorithm = "SHA1withRSA").sign(Pdfs.plain()));
        isTaken(TestSigner.with(one -> one.subFilter = "adbe.x509.rsa_sha1").sign(Pdfs.plain()));
        isRefused(otherContent(TestSigner.with(one -> one.subFilter = "adbe.x509.rsa_sha1").sign(Pdfs.plain())).build(),
                Refusal.CHANGED_AFTER_SIGNING);
    }
}
