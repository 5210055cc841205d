package id.paraf.pki.ocsp;

import org.jspecify.annotations.Nullable;

/**
 * The certificate that a client asks about (RFC 6960 §4.1.1, CertID).
 *
 * @param hash how the issuer is named, or null if it is a hash that this responder does not know
 * @param nameHash hash of the issuer's name
 * @param keyHash hash of the issuer's key
 * @param serial content of the INTEGER, as short as possible
 */
public record CertId(@Nullable CertHash hash, byte[] nameHash, byte[] keyHash, byte[] serial) {
}
