package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.RefusedToStart;
import id.paraf.pki.Profile;

/**
 * Who the authorities are and which certificates speak for the issuing one, for those who answer for it. Reads only: what is
 * not there yet is made elsewhere ({@link Authorities}, {@link Responders}).
 */
@Component
public class ReadAuthorities {

    /** The name in addresses of what signs timestamps. */
    public static final String TIMESTAMPS = "tsa";

    private final JdbcClient jdbc;
    private final CertificateRows rows;
    private final Clock clock;

    ReadAuthorities(JdbcClient jdbc, CertificateRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * The issuing authority's certificate.
     *
     * @throws RefusedToStart if there is none yet
     */
    public X509CertificateHolder issuing() {
        try {
            return new X509CertificateHolder(certificate(Authorities.ISSUING).orElseThrow(ReadAuthorities::none));
        } catch (BadSqlGrammarException withoutTables) {
            throw none();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedToStart none() {
        return new RefusedToStart("This database has no issuing authority yet. Start Paraf itself on it first, which makes one.");
    }

    /** The certificate of an authority, or of what signs timestamps, by its name in addresses, DER. */
    public Optional<byte[]> certificate(String name) {
        if (name.equals(TIMESTAMPS)) {
            return inForce(Profile.Kind.TIMESTAMP.label()).stream().findFirst().map(OwnCertificate::der);
        }
        return jdbc.sql("""
                SELECT c.der FROM certificate_authority a JOIN certificate c ON c.id = a.certificate
                WHERE a.name = :name AND c.der IS NOT NULL""").param("name", name).query((rs, i) -> rs.getBytes("der")).optional();
    }

    /** All names in addresses that {@link #certificate} knows. */
    public List<String> names() {
        return Stream.concat(jdbc.sql("SELECT name FROM certificate_authority").query(String.class).list().stream(),
                Stream.of(TIMESTAMPS)).toList();
    }

    /** The OCSP responders that are valid now, the one that lasts longest first. */
    public List<OwnCertificate> responders() {
        return inForce(Profile.Kind.OCSP_RESPONDER.label());
    }

    /** All of a profile that are valid now and neither suspended nor revoked, the one that lasts longest first. */
    List<OwnCertificate> inForce(String profile) {
        Instant now = clock.instant();
        return rows.inForce(profile, now).stream()
                .filter(row -> row.authority().equals(Authorities.ISSUING) && row.phase().equals("ISSUED")
                        && !row.notBefore().isAfter(now))
                .map(row -> new OwnCertificate(row.id(), row.key(), Objects.requireNonNull(row.der()), row.notBefore(),
                        row.notAfter()))
                .sorted(Comparator.comparing(OwnCertificate::notAfter).reversed()).toList();
    }
}
