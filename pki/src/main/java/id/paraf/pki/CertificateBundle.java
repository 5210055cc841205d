package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;

/** A chain in one binary file: a degenerate PKCS #7 (RFC 2315 §9, certificates only), which desktops open by a click. */
public final class CertificateBundle {

    private CertificateBundle() {
    }

    /** The DER of the bundle. */
    public static byte[] of(List<byte[]> certificates) {
        var set = new ASN1EncodableVector();
        certificates.forEach(der -> set.add(Certificate.getInstance(der)));
        var nothing = new DERSet();
        var data = new SignedData(nothing, new ContentInfo(CMSObjectIdentifiers.data, null), new DERSet(set), null, nothing);
        try {
            return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
