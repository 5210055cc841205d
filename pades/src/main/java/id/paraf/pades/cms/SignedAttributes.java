package id.paraf.pades.cms;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/** What the key signs. */
public final class SignedAttributes {

    private SignedAttributes() {
    }

    /**
     * The DER of the SET OF signed attributes (RFC 5652 §5.4: tag 31, not the [0] of the message).
     *
     * @param documentDigest SHA-256 over the byte range
     */
    public static byte[] der(byte[] documentDigest, X509CertificateHolder signer) {
        try {
            var attributes = new ASN1EncodableVector();
            // EN 319 142-1 §6.3: content-type and message-digest; signing-time shall not be there, M of the dictionary carries it.
            attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.data)));
            attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(documentDigest))));
            // RFC 5035 §3: the hash binds the certificate; SHA-256 is the default and left out.
            var certificate = new SigningCertificateV2(new ESSCertIDv2(Sha256.of(signer.getEncoded())));
            attributes.add(new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(certificate)));
            return new DERSet(attributes).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
