package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.tag.FindTag;
import id.paraf.pades.tag.TagSearch;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Outcome;
import id.paraf.pades.verify.Policy;
import id.paraf.pades.verify.TrustAnchors;
import id.paraf.pades.verify.VerifyPdf;
import id.paraf.testing.Proves;

/** Documents that other programs have encrypted, signed with their password: read back by those programs, and by our verifier. */
class EncryptedDocumentsTest {

    private static final TestPki PKI = new TestPki();
    private static final PdfPassword READER = PdfPassword.of("pembaca");
    private static final PdfPassword OWNER = PdfPassword.of("pemilik");

    @TempDir
    Path folder;

    /** @param bits 40 and 128 without AES are RC4 */
    private static byte[] encrypted(int bits, boolean aes, CompressParameters compression, AccessPermission permission)
            throws IOException {
        try (var document = TestFiles.document("Rahasia #ttd", 2)) {
            document.getDocumentInformation().setTitle("Judul");
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var field = new PDSignatureField(form);
            field.setPartialName("Kepala");
            field.getWidgets().getFirst().setPage(document.getPage(0));
            document.getPage(0).getAnnotations().add(field.getWidgets().getFirst());
            form.getFields().add(field);
            var policy = new StandardProtectionPolicy("pemilik", "pembaca", permission);
            policy.setEncryptionKeyLength(bits);
            policy.setPreferAES(aes);
            document.protect(policy);
            return TestFiles.bytes(document, compression);
        }
    }

    private static byte[] encrypted() throws IOException {
        return encrypted(256, true, CompressParameters.DEFAULT_COMPRESSION, new AccessPermission());
    }

    private static SignatureRequest request(PdfPassword password) {
        var request = SignatureRequest.by(PKI.chain(PKI.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.ofHours(7)));
        return password == null ? request : request.opening(password);
    }

    private Preparation<Path> prepare(byte[] file, SignatureRequest request) throws IOException {
        return new SignPdf(Limits.ORDINARY).prepare(Files.write(folder.resolve("source.pdf"), file), folder.resolve("target.pdf"),
                request);
    }

    private byte[] signed(byte[] file, SignatureRequest request, Level level) throws IOException {
        return switch (prepare(file, request)) {
            case Preparation.Refused(var refusal, var cause) -> throw new AssertionError("" + refusal, cause);
            case Preparation.Ready(var prepared) -> {
                try (prepared) {
                    assertThat(prepared.complete(PKI.ec.sign(prepared.signedAttributes()), level))
                            .isInstanceOf(Completion.Signed.class);
                }
                var bytes = Files.readAllBytes(folder.resolve("target.pdf"));
                assertThat(Arrays.copyOf(bytes, file.length)).as("the original is an exact prefix").isEqualTo(file);
                yield bytes;
            }
        };
    }

    private Refusal refused(byte[] file, SignatureRequest request) throws IOException {
        var outcome = prepare(file, request);
        assertThat(outcome).isInstanceOf(Preparation.Refused.class);
        assertThat(folder.resolve("target.pdf")).doesNotExist();
        return ((Preparation.Refused<Path>) outcome).refusal();
    }

    private static ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities)
            throws IOException {
        return new ValidationData(List.of(signers.getFirst().getEncoded(), PKI.root.getEncoded()), List.of(),
                List.of(PKI.crl().getEncoded()));
    }

    private static VerifyPdf verifier() {
        try {
            var root = new JcaX509CertificateConverter().getCertificate(PKI.root);
            byte[] list = PKI.crl().getEncoded();
            return new VerifyPdf(new TrustAnchors(List.of(root), List.of()), (_, _) -> List.of(list), Policy.STRICT,
                    Limits.ORDINARY);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FileVerdict verdict(byte[] file, PdfPassword password) {
        var outcome = verifier().verify(file, password, TestPki.NOW.plusSeconds(120));
        assertThat(outcome).isInstanceOf(Outcome.Verified.class);
        var report = ((Outcome.Verified) outcome).report();
        assertThat(report.signatures()).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
        return report.verdict();
    }

    /** What PDFBox opens with the password: the reason as text, and a message that signs the bytes around it. */
    private static void readByPdfBox(byte[] file, String password, String reason) throws Exception {
        try (var document = Loader.loadPDF(file, password)) {
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Judul");
            var signature = document.getSignatureDictionaries().getFirst();
            assertThat(signature.getReason()).isEqualTo(reason);
            var message = new CMSSignedData(new CMSProcessableByteArray(signature.getSignedContent(file)),
                    new ByteArrayInputStream(signature.getContents(file)));
            assertThat(message.getSignerInfos().getSigners().iterator().next()
                    .verify(new JcaSimpleSignerInfoVerifierBuilder().build(PKI.ec.certificate()))).isTrue();
            document.setAllSecurityToBeRemoved(true);
            document.getDocumentCatalog().getAcroForm().flatten();
            assertThat(new PDFTextStripper().getText(document)).contains("Rahasia #ttd 1", "Kepala Dinas");
        }
    }

    @Test
    @Proves("PD-04")
    void everyMethodOfTheStandardHandlerIsSignedAndReadByOthers() throws Exception {
        for (var compression : List.of(CompressParameters.NO_COMPRESSION, CompressParameters.DEFAULT_COMPRESSION)) {
            for (var method : List.of("40", "128", "128 aes", "256 aes")) {
                int bits = Integer.parseInt(method.split(" ")[0]);
                var file = encrypted(bits, method.endsWith("aes"), compression, new AccessPermission());
                for (var password : method.equals("256 aes") ? List.of(READER, OWNER) : List.of(READER)) {
                    var wish = request(password).marked(Mark.text("Kepala Dinas"),
                            new Field.Visible(null, Place.below(1, 100, 100, 150, 40)))
                            .saying(new SignatureRequest.Statement("Budi", "Setuju – ya", null, null));
                    var bytes = signed(file, wish, new Level.Archived(PKI::token, EncryptedDocumentsTest::material));
                    assertThat(new String(bytes, file.length, bytes.length - file.length, StandardCharsets.ISO_8859_1))
                            .as("nothing that was added is in clear").doesNotContain("Setuju", "(Budi)", "(Signature", "D:20");
                    readByPdfBox(bytes, "pembaca", "Setuju – ya");
                    var target = folder.resolve("target.pdf");
                    assertThat(Tools.pdfsig(target, "pembaca")).as(method).contains("Signature is Valid.");
                    assertThat(Tools.qpdf(target, "pembaca")).as(method).contains("No syntax or stream encoding errors found");
                    assertThat(verdict(bytes, READER)).isEqualTo(FileVerdict.VALID_AND_INTACT);
                    assertThat(verdict(bytes, OWNER)).isEqualTo(FileVerdict.VALID_AND_INTACT);
                }
            }
        }
    }

    /** Revision 5, crypt filters with RC4, metadata in clear, and no password at all: what PDFBox does not write. */
    @Test
    void whatQpdfEncryptsIsSigned() throws Exception {
        var plain = Files.write(folder.resolve("plain.pdf"), TestFiles.withStreams(1));
        for (var options : List.of(List.of("pembaca", "pemilik", "256", "--force-R5"),
                List.of("pembaca", "pemilik", "128", "--force-V4"),
                List.of("pembaca", "pemilik", "128", "--use-aes=y", "--cleartext-metadata"),
                List.of("pembaca", "pemilik", "256", "--cleartext-metadata"), List.of("", "pemilik", "256"))) {
            var file = folder.resolve("encrypted.pdf");
            Tools.qpdfEncrypt(plain, file, options.toArray(String[]::new));
            var password = PdfPassword.of(options.getFirst());
            var once = signed(Files.readAllBytes(file), request(password), new Level.Basic());
            var twice = signed(once, request(OWNER).in(new Field.Invisible("Kedua")), new Level.Basic());
            assertThat(Tools.count(Tools.pdfsig(folder.resolve("target.pdf"), options.getFirst()), "Signature is Valid."))
                    .isEqualTo(2);
            assertThat(Tools.qpdf(folder.resolve("target.pdf"), options.getFirst()))
                    .contains("No syntax or stream encoding errors");
            assertThat(verdict(twice, password)).isEqualTo(FileVerdict.VALID_AND_INTACT);
        }
    }

    @Test
    void withoutItsPasswordADocumentIsNeitherSignedNorJudged() throws Exception {
        var file = encrypted();
        var wrong = PdfPassword.of("salah");
        assertThat(refused(file, request(null))).isEqualTo(Refusal.ENCRYPTED);
        assertThat(refused(file, request(wrong))).isEqualTo(Refusal.PASSWORD_WRONG);
        assertThat(request(READER).toString()).doesNotContain("pembaca");
        for (var password : new PdfPassword[] {null, wrong}) {
            assertThat(verifier().verify(file, password, TestPki.NOW)).isEqualTo(new Outcome.Unreadable(Outcome.Why.ENCRYPTED));
            assertThat(new FindTag(Limits.ORDINARY).find(file, password, "#ttd"))
                    .isEqualTo(new TagSearch.Unreadable(TagSearch.Why.ENCRYPTED));
        }
        assertThat(((TagSearch.Found) new FindTag(Limits.ORDINARY).find(file, READER, "#ttd")).tags()).hasSize(2);
        // A password that is not needed does no harm.
        signed(TestFiles.withTable(1), request(READER), new Level.Basic());
    }

    @Test
    void anotherHandlerIsNamed() throws Exception {
        var file = new String(encrypted(128, false, CompressParameters.NO_COMPRESSION, new AccessPermission()),
                StandardCharsets.ISO_8859_1);
        assertThat(file).contains("/Filter /Standard");
        assertThat(refused(file.replace("/Filter /Standard", "/Filter /Standart").getBytes(StandardCharsets.ISO_8859_1),
                request(READER))).isEqualTo(Refusal.ENCRYPTION_UNSUPPORTED);
    }

    /** ISO 32000-2 Table 22. */
    @Test
    @Proves("PD-05")
    void whatTheOwnerForbidsReadersDoNotDo() throws Exception {
        for (int bits : new int[] {128, 256}) {
            var nothing = new AccessPermission();
            nothing.setCanModify(false);
            nothing.setCanModifyAnnotations(false);
            nothing.setCanFillInForm(false);
            var closed = encrypted(bits, true, CompressParameters.NO_COMPRESSION, nothing);
            assertThat(refused(closed, request(READER))).isEqualTo(Refusal.OWNER_FORBIDS);
            assertThat(refused(closed, request(READER).in(new Field.Existing("Kepala")))).isEqualTo(Refusal.OWNER_FORBIDS);
            signed(closed, request(OWNER), new Level.Basic());
            Files.delete(folder.resolve("target.pdf"));
            var filling = new AccessPermission();
            filling.setCanModify(false);
            filling.setCanModifyAnnotations(false);
            var form = encrypted(bits, true, CompressParameters.NO_COMPRESSION, filling);
            assertThat(refused(form, request(READER))).isEqualTo(Refusal.OWNER_FORBIDS);
            signed(form, request(READER).in(new Field.Existing("Kepala")), new Level.Basic());
            Files.delete(folder.resolve("target.pdf"));
        }
    }

    @Test
    void anEncryptedSignatureIsExtended() throws Exception {
        signed(encrypted(), request(READER), new Level.Timestamped(PKI::token));
        var later = folder.resolve("later.pdf");
        var data = material(PKI.chain(PKI.ec), List.of());
        assertThat(new ExtendPdf(Limits.ORDINARY).extend(folder.resolve("target.pdf"), later, null, data, PKI::token))
                .isEqualTo(new Extension.Refused<>(Refusal.ENCRYPTED, null));
        assertThat(new ExtendPdf(Limits.ORDINARY).extend(folder.resolve("target.pdf"), later, READER, data, PKI::token))
                .isInstanceOf(Extension.Extended.class);
        assertThat(verdict(Files.readAllBytes(later), READER)).isEqualTo(FileVerdict.VALID_AND_INTACT);
    }

    /** One byte of what was signed is another: the password changes nothing about that. */
    @Test
    void tamperingIsSeen() throws Exception {
        var bytes = signed(encrypted(), request(READER), new Level.Basic());
        assertThat(new String(bytes, 0, 12, StandardCharsets.ISO_8859_1)).as("a comment").matches("(?s)%PDF-1..\\R%.*");
        bytes[12] ^= 1;
        assertThat(verifier().verify(bytes, READER, TestPki.NOW.plusSeconds(120))).isInstanceOfSatisfying(Outcome.Verified.class,
                verified -> assertThat(verified.report().verdict()).isEqualTo(FileVerdict.INVALID));
    }

    /** An update may not bring another encryption with it. */
    @Test
    void encryptionThatChangesBetweenRevisionsIsDamage() throws Exception {
        UnaryOperator<byte[]> other = file -> {
            var text = new String(file, StandardCharsets.ISO_8859_1);
            int last = text.lastIndexOf("/Encrypt");
            return (text.substring(0, last) + "/Encript" + text.substring(last + 8)).getBytes(StandardCharsets.ISO_8859_1);
        };
        var once = signed(encrypted(128, true, CompressParameters.NO_COMPRESSION, new AccessPermission()), request(READER),
                new Level.Basic());
        var swapped = other.apply(once);
        Files.delete(folder.resolve("target.pdf"));
        // The newest trailer says that nothing is encrypted, older ones say otherwise.
        assertThat(prepare(swapped, request(READER))).isInstanceOfSatisfying(Preparation.Refused.class,
                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DAMAGED));
    }

    @Property(tries = 300)
    @Proves("PD-01")
    void damagedEncryptionEndsInAnOutcome(@ForAll @IntRange(max = 100_000) int place, @ForAll byte value) throws Exception {
        var file = WHOLE.clone();
        file[place % file.length] = value;
        assertThat(verifier().verify(file, READER, TestPki.NOW)).isNotNull();
        try (var read = PdfFile.of(file, Limits.ORDINARY)) {
            assertThat(read.unlock(READER)).isNotNull();
        } catch (MalformedPdf e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    private static final byte[] WHOLE = whole();

    private static byte[] whole() {
        try {
            return encrypted(128, true, CompressParameters.NO_COMPRESSION, new AccessPermission());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
