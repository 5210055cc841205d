package id.paraf.pades.verify;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where revocation evidence comes from that the file does not carry: a cache, the operator's own register, a fetch from
 * allowed addresses. It is asked only where it can matter, must return within its own limits, and says "nothing" by an empty
 * list, never by an exception.
 */
@FunctionalInterface
public interface EvidenceSource {

    /** For verification without any outside help. */
    EvidenceSource NONE = (_, _) -> List.of();

    /** DER of CRLs (RFC 5280) and OCSP responses (RFC 6960) that may speak about the certificate; none of it is trusted. */
    List<byte[]> about(X509Certificate certificate, X509Certificate issuer);
}
