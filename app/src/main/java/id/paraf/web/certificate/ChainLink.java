package id.paraf.web.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;

import id.paraf.pki.KeyIdentifiers;

/**
 * One certificate of a chain in words.
 *
 * @param name the subject in RFC 2253 form
 * @param issuer likewise
 * @param key kind and size, for instance {@code EC 256 bit}
 * @param fingerprint SHA-256 in pairs
 */
public record ChainLink(String name, String issuer, String key, String signature, Instant notBefore, Instant notAfter,
        String fingerprint) {

    static ChainLink of(byte[] der) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            String key = switch (certificate.getPublicKey()) {
                case ECPublicKey ec -> "EC " + ec.getParams().getCurve().getField().getFieldSize() + " bit";
                case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength() + " bit";
                default -> certificate.getPublicKey().getAlgorithm();
            };
            return new ChainLink(readable(certificate.getSubjectX500Principal()), readable(certificate.getIssuerX500Principal()),
                    key,
                    certificate.getSigAlgName(), certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(),
                    CertificateView.pairs(KeyIdentifiers.sha256(der)));
        } catch (CertificateException e) {
            throw new IllegalStateException("The register holds what is no certificate", e);
        }
    }

    private static String readable(javax.security.auth.x500.X500Principal name) {
        return org.bouncycastle.asn1.x500.X500Name.getInstance(name.getEncoded()).toString().replaceAll("(?<!\\\\),", ", ");
    }
}
