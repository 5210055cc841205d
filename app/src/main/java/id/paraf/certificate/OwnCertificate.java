package id.paraf.certificate;

import java.time.Instant;
import java.util.UUID;

/**
 * A certificate with which this operator speaks for itself: answers about status, or timestamps.
 *
 * @param id its name in the register
 * @param key the keyroom's id of its key
 * @param der the certificate
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 */
public record OwnCertificate(CertificateId id, UUID key, byte[] der, Instant notBefore, Instant notAfter) {
}
