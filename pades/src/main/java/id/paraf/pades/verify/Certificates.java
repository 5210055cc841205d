package id.paraf.pades.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Reading certificates and what stands in them. */
final class Certificates {

    /**
     * RFC 4514 §2.3: a type without a name is written by its number, and its value in hexadecimal. §3 leaves it to us which ones
     * have a name besides those that everybody knows; these are what stands in certificates of people and offices.
     */
    private static final Map<String, String> NAMES = Map.of("2.5.4.4", "SURNAME", "2.5.4.5", "SERIALNUMBER", "2.5.4.12", "TITLE",
            "2.5.4.17", "POSTALCODE", "2.5.4.42", "GIVENNAME", "2.5.4.46", "DNQUALIFIER", "2.5.4.65", "PSEUDONYM", "2.5.4.97",
            "ORGANIZATIONIDENTIFIER", "1.2.840.113549.1.9.1", "EMAILADDRESS");

    private Certificates() {
    }

    /** The certificate, where the bytes are one. */
    static Optional<X509Certificate> read(byte[] der) {
        try {
            var in = new ByteArrayInputStream(der);
            var one = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return one instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    /** Who it is about, as far as the certificate says so. */
    static Signer signer(X509Certificate certificate, Optional<Paths.Path> path) {
        var subject = certificate.getSubjectX500Principal();
        var issuer = certificate.getIssuerX500Principal();
        return new Signer(commonName(subject), written(subject), commonName(issuer), written(issuer), certificate.getSerialNumber(),
                certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(),
                path.map(one -> commonName(one.root().getSubjectX500Principal())),
                path.map(Paths.Path::whole).orElse(List.of(certificate)));
    }

    private static String commonName(X500Principal name) {
        var names = X500Name.getInstance(name.getEncoded()).getRDNs(BCStyle.CN);
        return names.length > 0 && names[0].getFirst().getValue() instanceof ASN1String text ? text.getString()
                : written(name);
    }

    private static String written(X500Principal name) {
        return name.getName(X500Principal.RFC2253, NAMES);
    }

    /** The DER inside an extension; absent where the extension is, or is none. */
    static Optional<ASN1Primitive> extension(X509Certificate certificate, String oid) {
        byte[] value = certificate.getExtensionValue(oid);
        return value == null ? Optional.empty() : unwrap(value);
    }

    /** The value of an extension, which Java hands out inside its OCTET STRING. */
    static Optional<ASN1Primitive> unwrap(byte[] value) {
        try {
            return Optional.of(ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(value).getOctets()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
