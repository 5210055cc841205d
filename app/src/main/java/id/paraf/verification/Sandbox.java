package id.paraf.verification;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The authority whose signatures are only tried out: believed by who tries them out, and by nobody else. Wired at the edge, as
 * {@link OwnAuthority} is.
 */
public interface Sandbox {

    /** The root first, then the authorities below it. */
    List<X509Certificate> chain();

    /** Current lists about certificates of one of them, DER; none for those of others. */
    List<byte[]> statements(X509Certificate issuer);
}
