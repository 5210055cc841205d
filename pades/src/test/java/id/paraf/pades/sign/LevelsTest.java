package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.cms.Sha256;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.testing.Proves;

/** B-T, B-LT and B-LTA. */
class LevelsTest {

    private static final TestPki PKI = new TestPki();

    @TempDir
    Path folder;

    private PreparedSignature<Path> prepared(byte[] file, TestPki.Holder holder) throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        var request = SignatureRequest.by(PKI.chain(holder), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC));
        return ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"), request))
                .signature();
    }

    private byte[] signed(byte[] file, TestPki.Holder holder, Level level) throws IOException {
        try (var prepared = prepared(file, holder)) {
            var outcome = prepared.complete(holder.sign(prepared.signedAttributes()), level);
            assertThat(outcome).isInstanceOf(Completion.Signed.class);
            var bytes = Files.readAllBytes(folder.resolve("target.pdf"));
            assertThat(Arrays.copyOf(bytes, file.length)).isEqualTo(file);
            assertThat(((Completion.Signed<Path>) outcome).size()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    private static ValidationData material(List<X509CertificateHolder> signers, List<X509CertificateHolder> authorities)
            throws IOException {
        assertThat(authorities).hasSize(2);
        return new ValidationData(List.of(signers.getFirst().getEncoded(), PKI.root.getEncoded()), List.of(),
                List.of(PKI.crl().getEncoded()));
    }

    @Test
    @Proves("PD-03")
    void timestampsTheSignature() throws Exception {
        for (var holder : List.of(PKI.rsa, PKI.ec)) {
            var bytes = signed(TestFiles.withTable(1), holder, new Level.Timestamped(PKI::token));
            assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.", "Total document signed");
            assertThat(Tools.qpdf(folder.resolve("target.pdf"), "")).contains("No syntax or stream encoding errors found");
            Tools.opensslVerifies(folder, bytes, 0, PKI.rootPem());
            var message = new CMSSignedData(new java.io.ByteArrayInputStream(Tools.signatures(bytes).getFirst().getContents()));
            var signer = message.getSignerInfos().getSigners().iterator().next();
            var token = signer.getUnsignedAttributes()
                    .get(org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers.id_aa_signatureTimeStampToken).getAttrValues()
                    .getObjectAt(0);
            var stamp = new TimeStampToken(org.bouncycastle.asn1.cms.ContentInfo.getInstance(token));
            Tools.opensslVerifiesToken(folder, stamp.getEncoded(), Sha256.of(signer.getSignature()), PKI.rootPem());
        }
    }

    @Test
    @Proves("PD-03")
    void keepsWhatValidationNeeds() throws Exception {
        for (var file : List.of(TestFiles.withTable(1), TestFiles.withStreams(1))) {
            var bytes = signed(file, PKI.ec, new Level.LongTerm(PKI::token, LevelsTest::material));
            assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.");
            assertThat(Tools.qpdf(folder.resolve("target.pdf"), "")).contains("No syntax or stream encoding errors found");
            Tools.opensslVerifies(folder, bytes, 0, PKI.rootPem());
            assertThat(store(bytes, "Certs")).hasSize(2);
            assertThat(store(bytes, "CRLs")).hasSize(1);
            assertThat(PdfFile.of(bytes, Limits.ORDINARY).revisions()).hasSize(3);
            // A second signer's material joins the first's; what is there is not stored twice.
            var more = signed(bytes, PKI.rsa, new Level.LongTerm(PKI::token, LevelsTest::material));
            assertThat(store(more, "Certs")).hasSize(3);
            assertThat(Tools.count(Tools.pdfsig(folder.resolve("target.pdf")), "Signature is Valid.")).isEqualTo(2);
            assertThat(Tools.qpdf(folder.resolve("target.pdf"), "")).contains("No syntax or stream encoding errors found");
        }
    }

    @Test
    @Proves("PD-03")
    void timestampsTheWholeDocument() throws Exception {
        for (var file : List.of(TestFiles.withTable(1), TestFiles.withStreams(1))) {
            var bytes = signed(file, PKI.rsa, new Level.Archived(PKI::token, LevelsTest::material));
            var signatures = Tools.signatures(bytes);
            assertThat(signatures).hasSize(2);
            assertThat(signatures.get(1).getSubFilter()).isEqualTo("ETSI.RFC3161");
            archives(bytes, 1);
            Tools.opensslVerifies(folder, bytes, 0, PKI.rootPem());

            var later = folder.resolve("later.pdf");
            var outcome = new ExtendPdf(Limits.ORDINARY).extend(folder.resolve("target.pdf"), later, null,
                    new ValidationData(List.of(PKI.authority.certificate().getEncoded()), List.of(), List.of()), PKI::token);
            assertThat(outcome).isInstanceOf(Extension.Extended.class);
            var extended = Files.readAllBytes(later);
            assertThat(Arrays.copyOf(extended, bytes.length)).isEqualTo(bytes);
            archives(extended, 2);
            assertThat(store(extended, "Certs")).hasSize(3);
        }
    }

    private void archives(byte[] file, int index) throws Exception {
        var stamp = Tools.signatures(file).get(index);
        int[] range = stamp.getByteRange();
        assertThat(range[2] + range[3]).isEqualTo(file.length);
        var sha = Sha256.digest();
        sha.update(file, range[0], range[1]);
        sha.update(file, range[2], range[3]);
        var token = new TimeStampToken(org.bouncycastle.asn1.cms.ContentInfo
                .getInstance(new org.bouncycastle.asn1.ASN1InputStream(stamp.getContents()).readObject()));
        Tools.opensslVerifiesToken(folder, token.getEncoded(), sha.digest(), PKI.rootPem());
    }

    private static List<PdfObject> store(byte[] file, String key) throws Exception {
        var view = PdfFile.of(file, Limits.ORDINARY).current();
        return view.array(view.dictionary(view.catalog().get("DSS")).get(key)).items();
    }

    @Test
    void aTimestampOfSomethingElseDoesNotFinishTheDocument() throws Exception {
        try (var prepared = prepared(TestFiles.withTable(1), PKI.ec)) {
            var value = PKI.ec.sign(prepared.signedAttributes());
            for (TimestampSource bad : List.<TimestampSource>of(_ -> PKI.token(new byte[32]), _ -> new byte[0],
                    _ -> new byte[] {0x30, 0},
                    PKI::forgedToken)) {
                assertThat(prepared.complete(value, new Level.Timestamped(bad))).isInstanceOf(Completion.TimestampUnusable.class);
                assertThat(folder.resolve("target.pdf")).doesNotExist();
            }
            // The second of two stamps fails: what was appended before it is taken back.
            var first = new AtomicReference<byte[]>();
            TimestampSource onceOnly = imprint -> PKI.token(first.compareAndSet(null, imprint) ? imprint : new byte[32]);
            assertThat(prepared.complete(value, new Level.Archived(onceOnly, LevelsTest::material)))
                    .isInstanceOf(Completion.TimestampUnusable.class);
            TimestampSource down = _ -> {
                throw new IOException("unreachable");
            };
            assertThatThrownBy(() -> prepared.complete(value, new Level.Timestamped(down))).hasMessage("unreachable");
            assertThat(folder.resolve("target.pdf")).doesNotExist();
            // And the same preparation still makes a good document.
            assertThat(prepared.complete(value, new Level.Basic())).isInstanceOf(Completion.Signed.class);
        }
        assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.", "Total document signed");
        assertThat(Tools.qpdf(folder.resolve("target.pdf"), "")).contains("No syntax or stream encoding errors found");
        assertThat(PdfFile.open(folder.resolve("target.pdf"), Limits.ORDINARY).revisions()).hasSize(2);
    }
}
