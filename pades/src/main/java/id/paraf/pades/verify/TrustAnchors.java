package id.paraf.pades.verify;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom the operator trusts.
 *
 * @param roots         authorities that are believed by themselves; every path must end in one
 * @param intermediates authorities that are only known, for signatures that do not carry their whole path
 */
public record TrustAnchors(List<X509Certificate> roots, List<X509Certificate> intermediates) {

    public TrustAnchors {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
    }
}
