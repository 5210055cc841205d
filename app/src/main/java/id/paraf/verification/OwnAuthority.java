package id.paraf.verification;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The operator's own authority, as much of it as verification needs: its certificates, and what its register says about a
 * certificate. Wired at the edge, so that verification knows neither register nor keys.
 */
public interface OwnAuthority {

    /** The root first, then the authorities below it. */
    List<X509Certificate> chain();

    /**
     * Current OCSP answers or lists about a certificate of this authority, in DER, without a network; none for those of others,
     * and none if nothing can be said now.
     */
    List<byte[]> statements(X509Certificate certificate, X509Certificate issuer);
}
