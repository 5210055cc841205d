package id.paraf.pades.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Consumer;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

import id.paraf.pades.verify.Hierarchy.Identity;

/** Signs with PDFBox and Bouncy Castle, so that the verifier reads what others write. Fields are what a test varies. */
final class TestSigner {

    private static final BouncyCastleProvider BC = new BouncyCastleProvider();

    Identity signer = Hierarchy.SIGNER;
    String algorithm = "SHA256withECDSA";
    String subFilter = "ETSI.CAdES.detached";
    boolean nameCertificate = true;
    Identity namedCertificate;
    boolean signedAttributes = true;
    Instant claimed = Hierarchy.SIGNED;
    Instant stamped;
    Identity authority = Hierarchy.TSA;
    boolean stampSomethingElse;
    int certification;
    byte[] visible;
    Consumer<PDSignature> more = _ -> {
    };
    /** What else is changed in the same save. */
    Pdfs.Edit alongside = _ -> {
    };
    List<X509Certificate> carried = List.of(Hierarchy.AUTHORITY.certificate());

    static TestSigner with(Consumer<TestSigner> settings) {
        var signer = new TestSigner();
        settings.accept(signer);
        return signer;
    }

    static TestSigner rsa(Consumer<TestSigner> settings) {
        return with(one -> {
            one.signer = Hierarchy.OTHER;
            one.algorithm = "SHA256withRSA";
            settings.accept(one);
        });
    }

    /** The file with one more signature. */
    byte[] sign(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return sign(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] sign(PDDocument document) throws IOException {
        var signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(COSName.getPDFName(subFilter));
        signature.setName("Siti");
        signature.setReason("Persetujuan");
        var date = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        date.setTime(Date.from(claimed));
        signature.setSignDate(date);
        if (certification > 0) {
            Pdfs.certify(document, signature, certification);
        }
        more.accept(signature);
        alongside.on(document);
        var options = new SignatureOptions();
        options.setPreferredSignatureSize(12_000);
        if (visible != null) {
            options.setVisualSignature(new ByteArrayInputStream(visible));
            options.setPage(0);
        }
        document.addSignature(signature, content -> cms(content.readAllBytes()), options);
        var out = new ByteArrayOutputStream();
        document.saveIncremental(out);
        return out.toByteArray();
    }

    /** The file with a document timestamp. */
    static byte[] timestamp(byte[] pdf, Identity authority, Instant at) {
        return timestamp(pdf, authority, at, null);
    }

    /** @param visible what it shows; null for nothing, as it should be */
    static byte[] timestamp(byte[] pdf, Identity authority, Instant at, byte[] visible) {
        try (var document = Loader.loadPDF(pdf)) {
            var signature = new PDSignature();
            signature.setType(COSName.getPDFName("DocTimeStamp"));
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.RFC3161"));
            var options = new SignatureOptions();
            if (visible != null) {
                options.setVisualSignature(new ByteArrayInputStream(visible));
            }
            document.addSignature(signature, content -> token(content.readAllBytes(), authority, at), options);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A detached SignedData over the content. */
    byte[] cms(byte[] content) {
        try {
            var data = signed(new CMSProcessableByteArray(content), false);
            return (stamped == null ? data : stamp(data)).toASN1Structure().getEncoded("DER");
        } catch (IOException | GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private CMSSignedData signed(CMSProcessableByteArray content, boolean encapsulated)
            throws GeneralSecurityException, OperatorCreationException, CMSException {
        var generator = new CMSSignedDataGenerator();
        var digests = new JcaDigestCalculatorProviderBuilder().setProvider(BC).build();
        var builder = new JcaSignerInfoGeneratorBuilder(digests);
        builder.setDirectSignature(!signedAttributes);
        builder.setSignedAttributeGenerator(attributes());
        generator.addSignerInfoGenerator(builder.build(
                new JcaContentSignerBuilder(algorithm).setProvider(BC).build(signer.keys().getPrivate()), signer.certificate()));
        var certificates = new ArrayList<>(carried);
        certificates.add(signer.certificate());
        generator.addCertificates(new JcaCertStore(certificates));
        return generator.generate(content, encapsulated);
    }

    private CMSAttributeTableGenerator attributes() throws GeneralSecurityException {
        var more = new ASN1EncodableVector();
        if (nameCertificate) {
            var named = namedCertificate == null ? signer : namedCertificate;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.certificate().getEncoded());
            more.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(
                    new ESSCertIDv2(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), hash)))));
        }
        var standard = new DefaultSignedAttributeTableGenerator(new AttributeTable(more));
        return parameters -> standard.getAttributes(new HashMap<>(parameters)).remove(CMSAttributes.signingTime);
    }

    private CMSSignedData stamp(CMSSignedData data) throws IOException {
        var signers = new ArrayList<SignerInformation>();
        for (var one : data.getSignerInfos()) {
            byte[] content = stampSomethingElse ? new byte[] {1, 2, 3} : one.getSignature();
            var token = ASN1Primitive.fromByteArray(token(content, authority, stamped));
            var table = new AttributeTable(new Hashtable<>(Map.of(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(token)))));
            signers.add(SignerInformation.replaceUnsignedAttributes(one, table));
        }
        return CMSSignedData.replaceSigners(data, new SignerInformationStore(signers));
    }

    /** By our authority as Bouncy Castle makes it; by others its content, because Bouncy Castle would not let all of them stamp. */
    private static byte[] token(byte[] content, Identity authority, Instant at) {
        if (authority == Hierarchy.TSA) {
            return honestToken(content, at);
        }
        try {
            var honest = new CMSSignedData(honestToken(content, at));
            var other = TestSigner.with(one -> {
                one.signer = authority;
                one.algorithm = Hierarchy.algorithm(authority.keys());
            });
            return other.signed(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo,
                    (byte[]) honest.getSignedContent().getContent()), true).getEncoded("DER");
        } catch (IOException | GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An RFC 3161 token over the content. */
    private static byte[] honestToken(byte[] content, Instant at) {
        try {
            var authority = Hierarchy.TSA;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            var requests = new TimeStampRequestGenerator();
            requests.setCertReq(true);
            var request = requests.generate(NISTObjectIdentifiers.id_sha256, digest, BigInteger.ONE);
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var tokens = new TimeStampTokenGenerator(
                    new JcaSignerInfoGeneratorBuilder(digests).build(
                            new JcaContentSignerBuilder(Hierarchy.algorithm(authority.keys())).build(authority.keys().getPrivate()),
                            authority.certificate()),
                    digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"));
            tokens.addCertificates(new JcaCertStore(List.of(authority.certificate(), Hierarchy.AUTHORITY.certificate())));
            var answer = new TimeStampResponseGenerator(tokens, Set.of(NISTObjectIdentifiers.id_sha256)).generate(request,
                    BigInteger.TEN, Date.from(at));
            return new TimeStampResponse(answer.getEncoded()).getTimeStampToken().getEncoded("DER");
        } catch (IOException | GeneralSecurityException | OperatorCreationException | TSPException e) {
            throw new IllegalStateException(e);
        }
    }
}
