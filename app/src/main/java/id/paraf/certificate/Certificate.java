package id.paraf.certificate;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.RevocationReason;

/**
 * An issued certificate as its owner may see it.
 *
 * @param id its name in the register
 * @param account its owner
 * @param key the keyroom's id of its key
 * @param commonName whom it names
 * @param serial unique under its issuer
 * @param notBefore first second of validity
 * @param notAfter last second of validity
 * @param status at the moment of reading
 * @param issuedAt when it was signed
 * @param revokedAt when it was revoked, or null
 * @param reason why it was revoked, or null
 * @param replacedBy the certificate that took its place, or null
 * @param renews the older certificate that this one continues, or null
 * @param downloadedAt when its owner last downloaded it, or null
 * @param der the certificate itself
 */
public record Certificate(CertificateId id, UUID account, UUID key, String commonName, BigInteger serial, Instant notBefore,
        Instant notAfter, CertificateStatus status, Instant issuedAt, @Nullable Instant revokedAt,
        @Nullable RevocationReason reason, @Nullable CertificateId replacedBy, @Nullable CertificateId renews,
        @Nullable Instant downloadedAt, byte[] der) {

    /** How long before its end a certificate can be renewed. */
    public static final Duration ENDING = Duration.ofDays(90);

    /** Whether it can sign, be changed, reset, suspended and revoked now. */
    public boolean usable() {
        return status == CertificateStatus.ISSUED;
    }

    /** Whether it was revoked because its owner belongs elsewhere now (RFC 5280 §5.3.1, affiliationChanged). */
    public boolean affiliationChanged() {
        return reason == RevocationReason.AFFILIATION_CHANGED;
    }

    /** Whether it is in force, or can be again: who has one, and it does not end soon, needs no other. */
    public boolean lasting() {
        return status == CertificateStatus.ISSUED || status == CertificateStatus.SUSPENDED;
    }

    /** Whether it is in force and so near its end that it can be followed by a newer one. */
    public boolean ending(Instant now) {
        return usable() && !now.isBefore(notAfter.minus(ENDING));
    }

    /**
     * Verifies a signature of its key as a stranger would, with nothing but the certificate.
     *
     * @return JCA name of the algorithm
     * @throws IllegalStateException if it does not verify: the keyroom's key is another one, which is a defect
     */
    public String verify(byte[] message, byte[] signature) {
        try {
            var key = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)).getPublicKey();
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            if (!verifier.verify(signature)) {
                throw new IllegalStateException("The key of certificate " + id + " is another one");
            }
            return algorithm;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Certificate " + id + " cannot verify", e);
        }
    }

    /** SHA-256 over the DER: what people compare. */
    public byte[] fingerprint() {
        return KeyIdentifiers.sha256(der);
    }
}
