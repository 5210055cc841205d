package id.paraf.certificate;

import java.util.Optional;

import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.pki.Profile.Kind;

/**
 * Whether this node would write another address into certificates than those that are there carry: a node that was started with
 * other settings than the server's signs what nobody can check later.
 */
@Component
public class CertifiedAddress {

    private final JdbcClient jdbc;
    private final Repository repository;
    private final Authorities authorities;

    CertifiedAddress(JdbcClient jdbc, Repository repository, Authorities authorities) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.authorities = authorities;
    }

    /**
     * @param before where certificates say until now that lists are fetched, without a path
     * @param now where those of this node would
     */
    public record Moved(String before, String now) {
    }

    /** Empty if there is one address alone. */
    public Optional<Moved> moved() {
        String now = host(repository.list(new ListName(Authorities.ISSUING, 0, false)));
        return Optional.of(host(list(newest()))).filter(before -> !before.equals(now)).map(before -> new Moved(before, now));
    }

    /** The newest one of somebody else's; the authority's own if there is none yet. Responders and the like are made by any node. */
    private byte[] newest() {
        return jdbc.sql("""
                SELECT der FROM certificate WHERE authority = :authority AND der IS NOT NULL
                    AND (account IS NOT NULL OR profile IN (:seal, :server)) ORDER BY issued_at DESC, id LIMIT 1""")
                .param("authority", Authorities.ISSUING).param("seal", Kind.SEAL.label())
                .param("server", Kind.TLS_SERVER.label()).query((rs, i) -> rs.getBytes("der")).optional()
                .orElseGet(() -> authorities.issuing().der());
    }

    /** RFC 5280 §4.2.1.13: every certificate below the root says where its list is. */
    private static String list(byte[] der) {
        var points = CRLDistPoint.getInstance(org.bouncycastle.asn1.x509.Certificate.getInstance(der).getTBSCertificate()
                .getExtensions().getExtensionParsedValue(Extension.cRLDistributionPoints));
        DistributionPoint first = points.getDistributionPoints()[0];
        return ((ASN1String) GeneralNames.getInstance(first.getDistributionPoint().getName()).getNames()[0].getName()).getString();
    }

    private static String host(String list) {
        return list.replaceFirst("/crl/[^/]*$", "");
    }
}
