package id.paraf.certificate;

import java.math.BigInteger;
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
 * @param downloadedAt when its owner last downloaded it, or null
 * @param der the certificate itself
 */
public record Certificate(CertificateId id, UUID account, UUID key, String commonName, BigInteger serial, Instant notBefore,
        Instant notAfter, CertificateStatus status, Instant issuedAt, @Nullable Instant revokedAt,
        @Nullable RevocationReason reason, @Nullable CertificateId replacedBy, @Nullable Instant downloadedAt, byte[] der) {

    /** Whether it can sign, be changed, reset, suspended and revoked now. */
    public boolean usable() {
        return status == CertificateStatus.ISSUED;
    }

    /** Whether it is in force, or can be again: one person has one such certificate. */
    public boolean lasting() {
        return status == CertificateStatus.ISSUED || status == CertificateStatus.SUSPENDED;
    }

    /** SHA-256 over the DER: what people compare. */
    public byte[] fingerprint() {
        return KeyIdentifiers.sha256(der);
    }
}
