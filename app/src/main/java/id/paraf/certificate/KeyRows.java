package id.paraf.certificate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code certificate} as keys see it: a renewal may give a key a second certificate beside the first. */
@Component
class KeyRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Everything issued for a key that was not revoked, over or not, the oldest first. */
    List<CertificateRows.Row> counting(UUID key) {
        return jdbc.sql(CertificateRows.COLUMNS + "WHERE key = :key AND phase IN ('ISSUED', 'SUSPENDED') ORDER BY issued_at, id")
                .param("key", key).query(CertificateRows::row).list();
    }

    /**
     * The same, locked until the transaction ends, and nothing is added to it meanwhile, because whoever renews locks the older
     * certificate first. Looked at twice: one may have been added while the first look waited for its locks.
     */
    List<CertificateRows.Row> lock(UUID key) {
        String counting = "WHERE key = :key AND phase IN ('ISSUED', 'SUSPENDED') ORDER BY issued_at, id FOR UPDATE";
        jdbc.sql(CertificateRows.COLUMNS + counting).param("key", key).query(CertificateRows::row).list();
        return jdbc.sql(CertificateRows.COLUMNS + counting).param("key", key).query(CertificateRows::row).list();
    }

    /** Keys with a suspended certificate that is not over, or that is and is followed by none in force. */
    List<UUID> toRest() {
        return jdbc.sql("""
                SELECT DISTINCT key FROM certificate
                WHERE phase = 'SUSPENDED' AND (not_after >= :now OR NOT EXISTS (SELECT 1 FROM certificate other
                    WHERE other.key = certificate.key AND other.phase = 'ISSUED' AND other.not_after >= :now))""")
                .param("now", now()).query((rs, i) -> rs.getObject("key", UUID.class)).list();
    }

    /**
     * Keys of revoked certificates that were not destroyed yet and have no other certificate that still counts. A renewal that is
     * being prepared counts as little as the certificate it renews: it is stored only beside that.
     */
    List<CertificateRows.Row> toDestroy() {
        return jdbc.sql(CertificateRows.COLUMNS + """
                WHERE phase = 'REVOKED' AND account IS NOT NULL AND key_destroyed_at IS NULL AND replaced_by IS NULL
                  AND NOT EXISTS (SELECT 1 FROM certificate other WHERE other.key = certificate.key
                                  AND other.not_after >= :now AND (other.phase IN ('ISSUED', 'SUSPENDED')
                                       OR other.phase = 'PREPARED' AND NOT other.same_key))""")
                .param("now", now()).query(CertificateRows::row).list();
    }

    /** False if another run was faster. */
    boolean destroyed(CertificateId id) {
        return jdbc.sql("UPDATE certificate SET key_destroyed_at = :now WHERE id = :id AND key_destroyed_at IS NULL")
                .param("now", now()).param("id", id.value()).update() == 1;
    }

    private OffsetDateTime now() {
        return CertificateRows.utc(clock.instant());
    }
}
