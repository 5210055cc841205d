package id.paraf.certificate;

import java.time.Instant;
import java.util.UUID;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An authority of this operator.
 *
 * @param name part of addresses
 * @param key the keyroom's id of its key
 * @param certificate its certificate
 * @param der the same in DER
 * @param offline whether its key is elsewhere, so that nothing is signed with it here
 */
public record Authority(String name, UUID key, X509CertificateHolder certificate, byte[] der, boolean offline) {

    public X500Name subject() {
        return certificate.getSubject();
    }

    public SubjectPublicKeyInfo publicKey() {
        return certificate.getSubjectPublicKeyInfo();
    }

    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }
}
