package id.paraf.pades;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.ExtendPdf;
import id.paraf.pades.sign.Extension.Extended;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.pades.sign.ValidationData;

/**
 * Files for whoever verifies: signed under a provider that is nobody's own, with certificates and a list that hold for decades,
 * so that it does not matter what a test's clock says.
 */
public final class SamplePdfs {

    /** What the provider's certificates call it, and its signer. */
    public static final String ROOT = "Akar Penyelenggara Lain";
    public static final String SIGNER = "Ratna Penanda Tangan";

    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LISTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SIGNED = Instant.parse("2026-03-02T03:00:00Z");
    private static final Instant UNTIL = Instant.parse("2045-01-01T00:00:00Z");
    private static final KeyPair ROOT_KEYS = TestPki.ec();
    private static final KeyPair SIGNER_KEYS = TestPki.ec();
    private static final X509CertificateHolder ROOT_CERTIFICATE = certificate(ROOT, ROOT_KEYS, true);
    private static final X509CertificateHolder SIGNER_CERTIFICATE = certificate(SIGNER, SIGNER_KEYS, false);

    private SamplePdfs() {
    }

    /** Nobody has signed it. */
    public static byte[] unsigned() {
        return TestFiles.withTable(2);
    }

    /** Signed; says nothing about the state of the certificate. */
    public static byte[] signed() {
        return signed(unsigned(), List.of(SIGNER_CERTIFICATE, ROOT_CERTIFICATE), SamplePdfs::sign);
    }

    /** Signed, with a list on which nobody is. */
    public static byte[] withEvidence() {
        return inFolder(folder -> {
            var file = Files.write(folder.resolve("signed.pdf"), signed());
            var material = new ValidationData(List.of(), List.of(), List.of(list()));
            if (!(new ExtendPdf(Limits.ORDINARY).extend(file, file, null, material, null) instanceof Extended)) {
                throw new IllegalStateException("not extended");
            }
            return Files.readAllBytes(file);
        });
    }

    /** {@link #withEvidence}, and then a line more on the first page. */
    public static byte[] changed() {
        return changed(withEvidence());
    }

    /** Somebody writes onto the first page of a file, and saves it the way that keeps what was there. */
    public static byte[] changed(byte[] file) {
        try (var document = Loader.loadPDF(file)) {
            var page = document.getPage(0);
            try (var content = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 600);
                content.showText("Rp 900.000.000");
                content.endText();
            }
            page.getCOSObject().setNeedToBeUpdated(true);
            page.getResources().getCOSObject().setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One signed byte is another one. */
    public static byte[] broken() {
        byte[] file = withEvidence();
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf("/MediaBox") + 1] = 'N';
        return file;
    }

    /** Opens with a password alone, {@code pembaca} or {@code pemilik}. */
    public static byte[] encrypted() {
        return protectedBy("pemilik", "pembaca", new AccessPermission());
    }

    /**
     * A page under AES-256.
     *
     * @param reader     empty for a file that everybody opens
     * @param permission what a reader may do
     */
    public static byte[] protectedBy(String owner, String reader, AccessPermission permission) {
        try (var document = TestFiles.document(1)) {
            var policy = new StandardProtectionPolicy(owner, reader, permission);
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Encrypted for somebody else than those who know a password. */
    public static byte[] encryptedOtherwise() {
        var file = new String(encrypted(), StandardCharsets.ISO_8859_1);
        return file.replace("/Filter /Standard", "/Filter /Standart").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What readers may not sign: everybody opens it if there is no reader's password, and its owner's is {@code pemilik}. */
    public static byte[] forbidding(String reader) {
        var nothing = new AccessPermission();
        nothing.setCanModify(false);
        nothing.setCanModifyAnnotations(false);
        nothing.setCanFillInForm(false);
        return protectedBy("pemilik", reader, nothing);
    }

    /** The provider's root in PEM. */
    public static String rootPem() {
        return pem(ROOT_CERTIFICATE);
    }

    /** The signer's certificate in PEM, which is no authority's. */
    public static String signerPem() {
        return pem(SIGNER_CERTIFICATE);
    }

    /** {@link #signed()} of an encrypted file, which stays encrypted. */
    public static byte[] signed(byte[] file, PdfPassword password) {
        return signed(file, password, List.of(SIGNER_CERTIFICATE, ROOT_CERTIFICATE), SamplePdfs::sign);
    }

    /**
     * The file signed at level B-B.
     *
     * @param chain the signer's certificate first
     * @param key   makes a signature over the digest of the signed attributes
     */
    public static byte[] signed(byte[] file, List<X509CertificateHolder> chain, Function<SignedMessage, byte[]> key) {
        return signed(file, null, chain, key);
    }

    private static byte[] signed(byte[] file, @Nullable PdfPassword password, List<X509CertificateHolder> chain,
            Function<SignedMessage, byte[]> key) {
        return inFolder(folder -> {
            var source = Files.write(folder.resolve("source.pdf"), file);
            var target = folder.resolve("target.pdf");
            var plain = SignatureRequest.by(chain, SIGNED.atOffset(ZoneOffset.ofHours(7)));
            var request = password == null ? plain : plain.opening(password);
            if (!(new SignPdf(Limits.ORDINARY).prepare(source, target, request) instanceof Preparation.Ready(var prepared))) {
                throw new IllegalStateException("not signable");
            }
            try (prepared) {
                byte[] value = key.apply(new SignedMessage(prepared.signedAttributes(), prepared.toBeSigned()));
                if (!(prepared.complete(value, new Level.Basic()) instanceof Completion.Signed)) {
                    throw new IllegalStateException("not signed");
                }
            }
            return Files.readAllBytes(target);
        });
    }

    /** What a key signs, and its SHA-256. */
    public record SignedMessage(byte[] message, byte[] digest) {
    }

    /** The value that a key makes of a message. */
    public static byte[] value(PrivateKey key, String algorithm, SignedMessage what) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(what.message());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sign(SignedMessage what) {
        return value(SIGNER_KEYS.getPrivate(), "SHA256withECDSA", what);
    }

    private static X509CertificateHolder certificate(String name, KeyPair keys, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + ROOT + ",O=Lain,C=ID"),
                    BigInteger.valueOf(authority ? 11 : 12), Date.from(FROM), Date.from(UNTIL),
                    new X500Name("CN=" + name + ",O=Lain,C=ID"), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(
                    authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT_KEYS.getPrivate()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] list() throws IOException {
        try {
            var builder = new X509v2CRLBuilder(ROOT_CERTIFICATE.getSubject(), Date.from(LISTED));
            builder.setNextUpdate(Date.from(UNTIL));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT_KEYS.getPrivate())).getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509CertificateHolder certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        byte[] in(Path folder) throws IOException;
    }

    private static byte[] inFolder(Work work) {
        try {
            var folder = Files.createTempDirectory("sample");
            try {
                return work.in(folder);
            } finally {
                try (var files = Files.list(folder)) {
                    for (var file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
