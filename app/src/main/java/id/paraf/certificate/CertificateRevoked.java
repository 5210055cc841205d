package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Origin;
import id.paraf.pki.RevocationReason;

/**
 * Published inside the transaction that revokes a certificate of a signer.
 *
 * @param serial its serial number
 * @param notAfter last second of its validity
 * @param at when it was revoked
 * @param by the certificate that took its place, or null
 * @param withInstitution whether it went because its owner's institution ceased to have certificates
 */
public record CertificateRevoked(UUID account, CertificateId certificate, BigInteger serial, Instant notAfter, Instant at,
        RevocationReason reason, @Nullable CertificateId by, boolean withInstitution, @Nullable UUID actor,
        Origin origin) {

    /** Whether a newer certificate took its place. */
    public boolean replaced() {
        return by != null;
    }
}
