package id.paraf.pades.cms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** The detached CMS SignedData that goes into Contents. */
public final class SignatureCms {

    private SignatureCms() {
    }

    /**
     * DER, RFC 5652 §5.
     *
     * @param attributes what was signed, from {@link SignedAttributes}
     * @param signature  the signature value
     * @param chain      the signer's certificate first
     * @param timestamp  RFC 3161 token over the signature value, for B-T and above
     */
    public static byte[] der(byte[] attributes, byte[] signature, List<X509CertificateHolder> chain, byte @Nullable [] timestamp) {
        try {
            var signer = chain.getFirst();
            var key = SignerKey.of(signer.getSubjectPublicKeyInfo());
            if (key == null) {
                throw new IllegalArgumentException("No signature algorithm for this key");
            }
            // RFC 5754 §2: parameters absent.
            var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
            ASN1Set unsigned = null;
            if (timestamp != null) {
                unsigned = new DERSet(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                        new DERSet(ASN1Primitive.fromByteArray(timestamp))));
            }
            var info = new SignerInfo(
                    new SignerIdentifier(new IssuerAndSerialNumber(signer.getIssuer(), signer.getSerialNumber())), sha256,
                    ASN1Set.getInstance(attributes), key.identifier(), new DEROctetString(signature), unsigned);
            var certificates = new ASN1EncodableVector();
            chain.forEach(each -> certificates.add(each.toASN1Structure()));
            var data = new SignedData(new DERSet(sha256), new ContentInfo(CMSObjectIdentifiers.data, null),
                    new DERSet(certificates), null, new DERSet(info));
            return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the message, read anew, is signed by this certificate's key, names that certificate, and is about this document.
     *
     * @param der          as {@link #der} makes it
     * @param documentHash SHA-256 over the byte range
     */
    public static boolean verifies(byte[] der, byte[] documentHash, X509CertificateHolder signer) {
        try {
            var data = SignedData.getInstance(ContentInfo.getInstance(der).getContent());
            if (data.getSignerInfos().size() != 1) {
                return false;
            }
            var info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            var attributes = info.getAuthenticatedAttributes();
            var key = SignerKey.of(signer.getSubjectPublicKeyInfo());
            return key != null && attributes != null
                    && Arrays.equals(attributes.getEncoded(ASN1Encoding.DER), SignedAttributes.der(documentHash, signer))
                    && new IssuerAndSerialNumber(signer.getIssuer(), signer.getSerialNumber()).equals(info.getSID().getId())
                    && key.verifies(signer.getSubjectPublicKeyInfo(), attributes.getEncoded(ASN1Encoding.DER),
                            info.getEncryptedDigest().getOctets());
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }
}
