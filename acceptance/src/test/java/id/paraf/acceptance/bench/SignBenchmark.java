package id.paraf.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.pades.sign.SigningCost;

/**
 * A document signed at level B-B and checked, file to file, against SHA-256 of its bytes and one operation of the same key, and against
 * PDFBox with Bouncy Castle and DSS making the same kind of signature.
 */
final class SignBenchmark {

    /** A document's size, and how often it is signed. */
    private record Size(String name, long bytes, int warmups, int pairs, int dssWarmups, int dssPairs) {
    }

    private record Signer(String name, KeyPair keys, String algorithm, X509CertificateHolder certificate) {

        static Signer of(String name, String kind, int size, String algorithm)
                throws GeneralSecurityException, OperatorCreationException {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            var keys = generator.generateKeyPair();
            var subject = new X500Name("CN=Ukur Contoh");
            var now = Instant.now();
            var certificate = new JcaX509v3CertificateBuilder(subject, BigInteger.ONE, Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(1, ChronoUnit.DAYS)), subject, keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
            return new Signer(name, keys, algorithm, certificate);
        }

        byte[] sign(byte[] message) throws GeneralSecurityException {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        }
    }

    private static final List<Size> SIZES = List.of(new Size("100 KB", 100_000, 1_500, 500, 50, 50),
            new Size("10 MB", 10_000_000, 20, 30, 3, 5), new Size("300 MB", 300_000_000, 1, 5, 0, 1));

    private final Path source;
    private final Path target;

    private SignBenchmark(Path folder) {
        this.source = folder.resolve("source.pdf");
        this.target = folder.resolve("target.pdf");
    }

    static String run() throws Exception {
        var folder = Files.createTempDirectory("paraf-sign");
        try {
            return new SignBenchmark(folder).measure();
        } finally {
            Files.deleteIfExists(folder.resolve("source.pdf"));
            Files.deleteIfExists(folder.resolve("target.pdf"));
            Files.delete(folder);
        }
    }

    private String measure() throws Exception {
        var signers = List.of(Signer.of("RSA-3072", "RSA", 3072, "SHA256withRSA"),
                Signer.of("P-256", "EC", 256, "SHA256withECDSA"));
        var rows = new ArrayList<String>();
        for (var size : SIZES) {
            SigningCost.padded(source, size.bytes());
            for (var signer : signers) {
                rows.add(Ratio.ofCpu(size.warmups(), size.pairs(), () -> ours(signer), () -> raw(signer))
                        .row("sign " + size.name() + ", " + signer.name() + " / SHA-256 + one key operation",
                                signer.name().equals("P-256") ? 3 : 1.5));
                rows.add(Ratio.ofCpu(size.warmups(), size.pairs(), () -> ours(signer), () -> pdfBox(signer))
                        .row("sign " + size.name() + ", " + signer.name() + " / PDFBox and Bouncy Castle", 1));
                rows.add(Ratio.ofCpu(size.dssWarmups(), size.dssPairs(), () -> ours(signer), () -> dss(signer))
                        .row("sign " + size.name() + ", " + signer.name() + " / DSS", 1));
            }
        }
        return String.join(System.lineSeparator(), rows);
    }

    private void ours(Signer signer) throws IOException, GeneralSecurityException {
        var request = SignatureRequest.by(List.of(signer.certificate()), OffsetDateTime.now(ZoneOffset.UTC));
        // Over a file that exists, some file systems would write everything to the disk first.
        Files.deleteIfExists(target);
        try (var prepared = ((Preparation.Ready<Path>) new SignPdf(Limits.ORDINARY).prepare(source, target, request)).signature()) {
            if (!(prepared.complete(signer.sign(prepared.signedAttributes()), new Level.Basic()) instanceof Completion.Signed)) {
                throw new IllegalStateException("Not signed");
            }
        }
    }

    private void raw(Signer signer) throws IOException, GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        try (var in = FileChannel.open(source)) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        signer.sign(digest.digest());
    }

    private void pdfBox(Signer signer) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(target);
        try (var document = Loader.loadPDF(source.toFile()); var out = Files.newOutputStream(target)) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setSignDate(Calendar.getInstance());
            document.addSignature(signature);
            var external = document.saveIncrementalForExternalSigning(out);
            var digest = MessageDigest.getInstance("SHA-256");
            try (var content = external.getContent()) {
                var buffer = new byte[1 << 16];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            external.setSignature(message(signer, digest.digest()));
        }
    }

    /** As its documentation has it, with files instead of memory for what it makes. */
    private void dss(Signer signer) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(target);
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(DSSUtils.loadCertificate(signer.certificate().getEncoded()));
        parameters.setCertificateChain(parameters.getSigningCertificate());
        var service = new PAdESService(new CommonCertificateVerifier());
        var objects = new PdfBoxNativeObjectFactory();
        var temporary = new TempFileResourcesHandlerBuilder();
        objects.setResourcesHandlerBuilder(temporary);
        service.setPdfObjFactory(objects);
        var document = new FileDocument(source.toFile());
        byte[] value = signer.sign(service.getDataToSign(document, parameters).getBytes());
        // Otherwise it copies what it has cached byte by byte.
        parameters.getPdfSignatureCache().setToBeSignedDocument(null);
        var algorithm = signer.keys().getPublic().getAlgorithm().equals("RSA") ? SignatureAlgorithm.RSA_SHA256
                : SignatureAlgorithm.ECDSA_SHA256;
        service.signDocument(document, parameters, new SignatureValue(algorithm, value)).save(target.toString());
        temporary.clear();
    }

    private static byte[] message(Signer signer, byte[] digest) throws IOException {
        try {
            var generator = new CMSSignedDataGenerator();
            var attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(CMSAttributes.messageDigest,
                    new DERSet(new DEROctetString(digest))));
            var info = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
            info.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(
                    new AttributeTable(attributes)));
            generator.addSignerInfoGenerator(info.build(new JcaContentSignerBuilder(signer.algorithm())
                    .build(signer.keys().getPrivate()), signer.certificate()));
            generator.addCertificate(signer.certificate());
            return generator.generate(new CMSProcessableByteArray(new byte[0]), false).getEncoded();
        } catch (OperatorCreationException | CMSException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
