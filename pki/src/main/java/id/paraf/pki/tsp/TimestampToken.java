package id.paraf.pki.tsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;

import id.paraf.pki.SignatureAlgorithm;

/**
 * A token between its parts and its whole: the attributes that have to be signed, and, with the signature, the CMS SignedData
 * around them (RFC 5652). SHA-256 throughout, by a P-256 key.
 *
 * @param info the TSTInfo in DER
 * @param signer the certificate of whoever signs
 */
public record TimestampToken(byte[] info, X509CertificateHolder signer) {

    private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

    /**
     * What is signed: the attributes as a DER SET (RFC 5652 §5.4), which are exactly content type, message digest and the
     * certificate of the signer.
     */
    public byte[] toBeSigned() {
        return der(attributes());
    }

    private ASN1Set attributes() {
        var issuer = new GeneralNames(new GeneralName(signer.getIssuer()));
        // RFC 5816 §2.2.1: ESSCertIDv2; SHA-256 is its default and stands nowhere.
        var certificate = new ESSCertIDv2(sha256(encoded(signer)), new IssuerSerial(issuer, signer.getSerialNumber()));
        var all = new ASN1EncodableVector(3);
        all.add(new Attribute(CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.id_ct_TSTInfo)));
        all.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(sha256(info)))));
        all.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(certificate))));
        return new DERSet(all);
    }

    /**
     * The token: a ContentInfo in DER.
     *
     * @param signature over {@link #toBeSigned()}, ECDSA in DER
     * @param certificates what comes along, the signer's among them; empty if the client did not ask for it
     */
    public byte[] signed(byte[] signature, List<X509CertificateHolder> certificates) {
        var who = new SignerIdentifier(new IssuerAndSerialNumber(signer.getIssuer(), signer.getSerialNumber()));
        var signerInfo = new SignerInfo(who, SHA256, attributes(), SignatureAlgorithm.ECDSA_SHA256.identifier(),
                new DEROctetString(signature), null);
        var along = new ASN1EncodableVector(certificates.size());
        certificates.forEach(certificate -> along.add(certificate.toASN1Structure()));
        // RFC 3161 §2.4.1: without certReq the certificates field MUST NOT be present.
        var data = new SignedData(new DERSet(SHA256),
                new ContentInfo(PKCSObjectIdentifiers.id_ct_TSTInfo, new DEROctetString(info)),
                certificates.isEmpty() ? null : new DERSet(along), null, new DERSet(signerInfo));
        return der(new ContentInfo(CMSObjectIdentifiers.signedData, data));
    }

    /** The TimeStampResp that grants a token. */
    public static byte[] granted(byte[] token) {
        try {
            return der(new DERSequence(
                    new ASN1Encodable[] {new PKIStatusInfo(PKIStatus.granted), ASN1Primitive.fromByteArray(token)}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
