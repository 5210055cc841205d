package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.cms.Sha256;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.Revision;
import id.paraf.testing.Proves;

class SignPdfTest {

    static TestPki pki;

    @TempDir
    Path folder;
    Path source;
    Path target;
    final SignPdf signer = new SignPdf(Limits.ORDINARY);

    @BeforeAll
    static void keys() {
        pki = new TestPki();
    }

    @BeforeEach
    void paths() {
        source = folder.resolve("source.pdf");
        target = folder.resolve("target.pdf");
    }

    static OffsetDateTime time() {
        return OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.ofHours(7));
    }

    byte[] signed(byte[] file, TestPki.Holder holder, UnaryOperator<SignatureRequest> wish) throws IOException {
        return signed(file, holder, wish, new Level.Basic());
    }

    byte[] signed(byte[] file, TestPki.Holder holder, UnaryOperator<SignatureRequest> wish, Level level) throws IOException {
        Files.write(source, file);
        var request = wish.apply(SignatureRequest.by(pki.chain(holder), time()));
        switch (signer.prepare(source, target, request)) {
            case Preparation.Refused(var refusal, var cause) -> throw new AssertionError("" + refusal, cause);
            case Preparation.Ready(var prepared) -> {
                try (prepared) {
                    var outcome = prepared.complete(holder.sign(prepared.signedAttributes()), level);
                    assertThat(outcome).isInstanceOf(Completion.Signed.class);
                }
            }
        }
        var bytes = Files.readAllBytes(target);
        assertThat(Arrays.copyOf(bytes, file.length)).as("the original is an exact prefix").isEqualTo(file);
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(each -> each.getFileName().toString().endsWith(".part"));
        }
        return bytes;
    }

    @Test
    @Proves("PD-04")
    void signsWhateverTheFileIsMadeOf() throws Exception {
        for (var file : List.of(TestFiles.withTable(3), TestFiles.withStreams(3),
                TestFiles.updated(TestFiles.withTable(1), "id"))) {
            for (var holder : List.of(pki.rsa, pki.ec)) {
                var bytes = signed(file, holder, request -> request);
                var said = Tools.pdfsig(target);
                assertThat(Tools.count(said, "Signature is Valid.")).as(said).isEqualTo(1);
                assertThat(said).contains("Total document signed", "ETSI.CAdES.detached", "SHA-256");
                Tools.opensslVerifies(folder, bytes, 0, pki.rootPem());
                var newest = PdfFile.of(bytes, Limits.ORDINARY).revisions().getLast();
                boolean stream = PdfFile.of(file, Limits.ORDINARY).revisions().getLast().kind() == Revision.Kind.STREAM;
                assertThat(newest.kind()).isEqualTo(stream ? Revision.Kind.STREAM : Revision.Kind.TABLE);
            }
        }
    }

    @Test
    void theMessageIsCades() throws Exception {
        var bytes = signed(TestFiles.withTable(1), pki.ec,
                request -> request.saying(new SignatureRequest.Statement("Budi", "Menyetujui naskah – kedua", "Jakarta", null)));
        var signature = Tools.signatures(bytes).getFirst();
        assertThat(signature.getReason()).isEqualTo("Menyetujui naskah – kedua");
        assertThat(signature.getLocation()).isEqualTo("Jakarta");
        assertThat(signature.getContactInfo()).isNull();
        assertThat(signature.getSignDate().toInstant()).isEqualTo(TestPki.NOW.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(signature.getContents().length).isGreaterThanOrEqualTo(16_384);
        var message = new CMSSignedData(new ByteArrayInputStream(signature.getContents()));
        var info = message.getSignerInfos().getSigners().iterator().next();
        assertThat(info.getSignedAttributes().toHashtable().keySet()).extracting(Object::toString).containsExactlyInAnyOrder(
                "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47");
        assertThat(message.getCertificates().getMatches(null)).hasSize(2);
    }

    @Test
    void severalSignInTurn() throws Exception {
        for (var file : List.of(TestFiles.withTable(2), TestFiles.withStreams(2))) {
            var once = signed(file, pki.rsa, request -> request);
            var twice = signed(once, pki.ec, request -> request);
            var thrice = signed(twice, pki.rsa, request -> request.in(new Field.Invisible("Ketiga")));
            var said = Tools.pdfsig(target);
            assertThat(Tools.count(said, "Signature is Valid.")).as(said).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                Tools.opensslVerifies(folder, thrice, i, pki.rootPem());
            }
            assertThat(PdfFile.of(thrice, Limits.ORDINARY).revisions()).extracting(Revision::end)
                    .containsExactly((long) file.length, (long) once.length, (long) twice.length, (long) thrice.length);
        }
    }

    @Test
    @Proves("PD-03")
    void aForeignValueDoesNotFinishTheDocument() throws Exception {
        Files.write(source, TestFiles.withTable(1));
        Files.writeString(target, "what was here before");
        var ready = (Preparation.Ready<Path>) signer.prepare(source, target, SignatureRequest.by(pki.chain(pki.ec), time()));
        try (var prepared = ready.signature()) {
            var message = prepared.signedAttributes();
            assertThat(prepared.toBeSigned()).isEqualTo(Sha256.of(message));
            assertThat(prepared.complete(pki.rsa.sign(message), new Level.Basic())).isEqualTo(new Completion.WrongValue<>());
            assertThat(prepared.complete(new byte[0], new Level.Basic())).isEqualTo(new Completion.WrongValue<>());
            assertThat(prepared.complete(pki.ec.sign("other".getBytes()), new Level.Basic()))
                    .isEqualTo(new Completion.WrongValue<>());
            assertThat(Files.readString(target)).isEqualTo("what was here before");
            assertThat(prepared.complete(pki.ec.sign(message), new Level.Basic())).isInstanceOf(Completion.Signed.class);
        }
        assertThat(Tools.pdfsig(target)).contains("Signature is Valid.");
    }

    @Test
    void whatIsNotCompletedLeavesNothing() throws Exception {
        Files.write(source, TestFiles.withTable(1));
        var ready = (Preparation.Ready<Path>) signer.prepare(source, target, SignatureRequest.by(pki.chain(pki.ec), time()));
        ready.signature().close();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(source);
        }
    }

    @Test
    void signsInPlace() throws Exception {
        Files.write(source, TestFiles.withTable(1));
        var ready = (Preparation.Ready<Path>) signer.prepare(source, source, SignatureRequest.by(pki.chain(pki.ec), time()));
        try (var prepared = ready.signature()) {
            prepared.complete(pki.ec.sign(prepared.signedAttributes()), new Level.Basic());
        }
        assertThat(Tools.pdfsig(source)).contains("Signature is Valid.", "Total document signed");
    }

    @Test
    @Proves("PD-10")
    void onlyTheDocumentThatWasShownIsSigned() throws Exception {
        var shown = TestFiles.withTable(1);
        var swapped = TestFiles.withTable(2);
        Files.write(source, swapped);
        var request = SignatureRequest.by(pki.chain(pki.ec), time()).ofDocument(Sha256.of(shown));
        assertThat(signer.prepare(source, target, request)).isEqualTo(new Preparation.Refused<>(Refusal.OTHER_DOCUMENT, null));
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(source);
        }
        var same = SignatureRequest.by(pki.chain(pki.ec), time()).ofDocument(Sha256.of(swapped));
        try (var prepared = ((Preparation.Ready<Path>) signer.prepare(source, target, same)).signature()) {
            assertThat(prepared.originalHash()).isEqualTo(Sha256.of(swapped));
        }
    }

    /** Larger files are memory-mapped. */
    @Test
    void mappedFilesAreSignedLikeOthers() throws Exception {
        var file = Files.readAllBytes(SigningCost.padded(folder.resolve("padded.pdf"), 3_000_000));
        Files.delete(folder.resolve("padded.pdf"));
        var once = signed(file, pki.ec, request -> request);
        signed(once, pki.rsa, request -> request);
        var said = Tools.pdfsig(target);
        assertThat(Tools.count(said, "Signature is Valid.")).as(said).isEqualTo(2);
    }

    @Test
    void aDozenSignInTurn() throws Exception {
        var file = TestFiles.withStreams(1);
        for (int i = 0; i < 12; i++) {
            file = signed(file, pki.ec, request -> request);
        }
        var said = Tools.pdfsig(target);
        assertThat(Tools.count(said, "Signature is Valid.")).as(said).isEqualTo(12);
    }
}
