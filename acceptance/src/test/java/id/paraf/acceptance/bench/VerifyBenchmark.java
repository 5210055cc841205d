package id.paraf.acceptance.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

import id.paraf.pades.Dss;
import id.paraf.pades.TestPki;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.pades.sign.SigningCost;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Outcome;
import id.paraf.pades.verify.Policy;
import id.paraf.pades.verify.TrustAnchors;
import id.paraf.pades.verify.VerifyPdf;

/**
 * An untouched file with one signature of level B-B and a list of revoked certificates beside it, verified against SHA-256 of its bytes
 * and the checks of three signatures (message, certificate, list), and against DSS with the same list.
 */
final class VerifyBenchmark {

    private record Size(String name, long bytes, int warmups, int pairs, int dssWarmups, int dssPairs) {
    }

    private static final List<Size> SIZES = List.of(new Size("100 KB", 100_000, 300, 200, 20, 20),
            new Size("10 MB", 10_000_000, 20, 30, 3, 5), new Size("300 MB", 300_000_000, 1, 5, 0, 1));

    private final Path file;
    private final TestPki pki = new TestPki();
    private final X509CRLHolder list = pki.crl();
    private final X509Certificate root;
    private final VerifyPdf verifier;
    private final Instant now = TestPki.NOW.plusSeconds(60);

    private VerifyBenchmark(Path folder) throws GeneralSecurityException, IOException {
        this.file = folder.resolve("signed.pdf");
        this.root = new JcaX509CertificateConverter().getCertificate(pki.root);
        byte[] der = list.getEncoded();
        this.verifier = new VerifyPdf(new TrustAnchors(List.of(root), List.of()), (_, _) -> List.of(der), Policy.STRICT,
                Limits.ORDINARY);
    }

    static String run() throws Exception {
        var folder = Files.createTempDirectory("paraf-verify");
        try {
            return new VerifyBenchmark(folder).measure();
        } finally {
            Files.deleteIfExists(folder.resolve("signed.pdf"));
            Files.delete(folder);
        }
    }

    private String measure() throws Exception {
        var rows = new ArrayList<String>();
        var dss = new Dss(root, List.of(list.getEncoded()));
        for (var size : SIZES) {
            for (var holder : List.of(pki.rsa, pki.ec)) {
                SigningCost.padded(file, size.bytes());
                byte[][] signed = sign(holder);
                String key = holder == pki.rsa ? "RSA-2048" : "P-256";
                rows.add(Ratio.ofCpu(size.warmups(), size.pairs(), this::ours, () -> raw(holder, signed))
                        .row("verify " + size.name() + ", " + key + " / SHA-256 + three checks", 2));
                if (holder == pki.ec) {
                    rows.add(Ratio.ofCpu(size.dssWarmups(), size.dssPairs(), this::ours, () -> dss(dss))
                            .row("verify " + size.name() + ", " + key + " / DSS", 0.05));
                }
            }
        }
        return String.join(System.lineSeparator(), rows);
    }

    /** The signed attributes, and the signature. */
    private byte[][] sign(TestPki.Holder holder) throws IOException {
        var request = SignatureRequest.by(pki.chain(holder), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC));
        try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(file, file, request)).signature()) {
            byte[] attributes = prepared.signedAttributes();
            byte[] value = holder.sign(attributes);
            if (!(prepared.complete(value, new Level.Basic()) instanceof Completion.Signed)) {
                throw new IllegalStateException("Not signed");
            }
            return new byte[][] {attributes, value};
        }
    }

    private void ours() throws IOException {
        if (!(verifier.verify(file, now) instanceof Outcome.Verified(var report))
                || report.verdict() != FileVerdict.VALID_AND_INTACT) {
            throw new IllegalStateException("Not valid");
        }
    }

    private void dss(Dss dss) {
        if (dss.about(new FileDocument(file.toFile()), now, null).getFirst().indication() != Indication.TOTAL_PASSED) {
            throw new IllegalStateException("Not passed");
        }
    }

    private void raw(TestPki.Holder holder, byte[][] signed) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = FileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        digest.digest();
        check(holder.algorithm(), holder.keys().getPublic(), signed[0], signed[1]);
        check("SHA256withECDSA", root.getPublicKey(), holder.certificate().toASN1Structure().getTBSCertificate().getEncoded(),
                holder.certificate().getSignature());
        check("SHA256withECDSA", root.getPublicKey(), list.toASN1Structure().getTBSCertList().getEncoded(),
                list.toASN1Structure().getSignature().getOctets());
    }

    private static void check(String algorithm, PublicKey key, byte[] message, byte[] value) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(message);
        if (!signature.verify(value)) {
            throw new IllegalStateException("Not signed");
        }
    }
}
