package id.paraf.certificate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;

/** The table {@code certificate_profile}: every version of a profile that was ever in force here. */
@Component
class ProfileRows implements InitializingBean {

    private final Profiles profiles;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Map<Profile.Kind, byte[]> inForce = new EnumMap<>(Profile.Kind.class);

    ProfileRows(Profiles profiles, JdbcClient jdbc, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.profiles = profiles;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        for (var kind : Profile.Kind.values()) {
            inForce.put(kind, keep(kind));
        }
    }

    private byte[] keep(Profile.Kind kind) {
        String text = profiles.text(kind);
        byte[] sha256 = KeyIdentifiers.sha256(text.getBytes(StandardCharsets.UTF_8));
        transaction.executeWithoutResult(status -> {
            boolean fresh = jdbc.sql("""
                    INSERT INTO certificate_profile (sha256, name, text, since) VALUES (:sha256, :name, :text, :now)
                    ON CONFLICT DO NOTHING""").param("sha256", sha256).param("name", kind.label()).param("text", text)
                    .param("now", CertificateRows.utc(clock.instant())).update() == 1;
            if (fresh) {
                audit.record(new AuditEvent("profile.in-force", null, null, "profile:" + kind.label(),
                        Map.of("sha256", HexFormat.of().formatHex(sha256)), Origin.SYSTEM));
            }
        });
        return sha256;
    }

    /** The SHA-256 of a profile's text as it is in force now. */
    byte[] inForce(Profile profile) {
        return Objects.requireNonNull(inForce.get(profile.kind()));
    }

    /** All versions there were, by their SHA-256 in hexadecimal. */
    Map<String, Profile> all() {
        record Version(String sha256, String text) {
        }
        return jdbc.sql("SELECT encode(sha256, 'hex') AS sha256, text FROM certificate_profile").query(Version.class).list()
                .stream()
                .collect(Collectors.toMap(Version::sha256, version -> Profiles.parse(version.text())));
    }
}
