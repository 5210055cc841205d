package id.paraf.pades.verify;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** Finds the ways from a certificate to a trusted root, and checks them by RFC 5280 §6. */
final class Paths {

    /**
     * One way.
     *
     * @param certificates the certificate itself first, then each one's issuer; without the root
     */
    record Path(List<X509Certificate> certificates, X509Certificate root) {

        /** With the root at its end. */
        List<X509Certificate> whole() {
            var whole = new ArrayList<>(certificates);
            whole.add(root);
            return List.copyOf(whole);
        }

        X509Certificate issuerOf(int index) {
            return index + 1 < certificates.size() ? certificates.get(index + 1) : root;
        }
    }

    private static final int LONGEST = 8;
    private static final int MOST_PATHS = 4;
    /** Signatures checked while looking: crossed certificates can make the search exponential. */
    private static final int MOST_STEPS = 64;

    private final TrustAnchors anchors;
    private final SignatureMemo memo;
    private final Set<X509Certificate> known;

    /**
     * @param carried certificates of the file; none of them is trusted
     */
    Paths(TrustAnchors anchors, Collection<X509Certificate> carried, SignatureMemo memo) {
        this.anchors = anchors;
        this.memo = memo;
        this.known = new LinkedHashSet<>(anchors.intermediates());
        this.known.addAll(carried);
    }

    /** The same with more certificates to build from. */
    Paths with(Collection<X509Certificate> more) {
        var all = new LinkedHashSet<>(known);
        all.addAll(more);
        return new Paths(anchors, all, memo);
    }

    /** The ways to a root, shortest first among those found. */
    List<Path> from(X509Certificate certificate) {
        var found = new ArrayList<Path>();
        search(List.of(certificate), found, new int[] {MOST_STEPS});
        return found;
    }

    private void search(List<X509Certificate> sofar, List<Path> found, int[] steps) {
        var last = sofar.getLast();
        for (var root : anchors.roots()) {
            if (found.size() < MOST_PATHS && isIssuer(root, last, steps)) {
                found.add(new Path(sofar, root));
            }
        }
        for (var one : known) {
            if (found.size() < MOST_PATHS && sofar.size() < LONGEST && !sofar.contains(one) && !anchors.roots().contains(one)
                    && isIssuer(one, last, steps)) {
                var longer = new ArrayList<>(sofar);
                longer.add(one);
                search(longer, found, steps);
            }
        }
    }

    private boolean isIssuer(X509Certificate issuer, X509Certificate certificate, int[] steps) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()) || issuer.equals(certificate)
                || steps[0]-- <= 0) {
            return false;
        }
        return memo.holds(CmsSignature.encoded(certificate), issuer.getPublicKey(), () -> isSigned(certificate, issuer));
    }

    /** Whether a certificate's signature is the issuer's. */
    static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        try {
            return SignatureScheme.signs(issuer.getPublicKey(), certificate.getSigAlgOID(), certificate.getTBSCertificate(),
                    certificate.getSignature(), certificate::verify);
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /**
     * Whether the path keeps RFC 5280 §6.1.
     *
     * @param moment one at which all of its certificates are in their validity; which one then makes no difference
     */
    boolean keepsRules(Path path, Instant moment) {
        return memo.holds(path, () -> validates(path, moment));
    }

    private static boolean validates(Path path, Instant moment) {
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(path.root(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            var factory = CertificateFactory.getInstance("X.509");
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path.certificates()), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether every key and every signature of the path is strong; the root's own signature proves nothing anyway. */
    static boolean isStrong(Path path, Policy policy) {
        return SignatureScheme.strength(path.root().getPublicKey(), policy).isEmpty() && path.certificates().stream()
                .allMatch(one -> SignatureScheme.strength(one.getPublicKey(), policy).isEmpty()
                        && !refusedAlgorithm(one.getSigAlgOID(), one.getSigAlgParams()));
    }

    /** Whether certificates and CRLs signed with this algorithm do not count. */
    static boolean refusedAlgorithm(String oid, byte @Nullable [] parameters) {
        try {
            var algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid),
                    parameters == null ? null : ASN1Primitive.fromByteArray(parameters));
            return SignatureScheme.of(algorithm, null) instanceof SignatureScheme.Refused;
        } catch (IOException | RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return true;
        }
    }
}
