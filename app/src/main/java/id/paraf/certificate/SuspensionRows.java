package id.paraf.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code certificate_suspension}. Written under the lock of the certificate's row. */
@Component
class SuspensionRows {

    private final JdbcClient jdbc;

    SuspensionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a certificate, the latest first. */
    List<Suspension> of(CertificateId certificate) {
        return jdbc.sql("SELECT * FROM certificate_suspension WHERE certificate = :certificate ORDER BY id DESC")
                .param("certificate", certificate.value()).query(SuspensionRows::read).list();
    }

    /** The one that lasts. */
    Optional<Suspension> lasting(CertificateId certificate) {
        return jdbc.sql("SELECT * FROM certificate_suspension WHERE certificate = :certificate AND ended_at IS NULL")
                .param("certificate", certificate.value()).query(SuspensionRows::read).optional();
    }

    void begin(CertificateId certificate, Suspension.Holder holder, UUID by, @Nullable String reason, Instant at) {
        jdbc.sql("""
                INSERT INTO certificate_suspension (certificate, holder, began_at, began_by, reason)
                VALUES (:certificate, :holder, :at, :by, :reason)""").param("certificate", certificate.value())
                .param("holder", holder.name()).param("at", CertificateRows.utc(at)).param("by", by).param("reason", reason)
                .update();
    }

    /** Ends the one that lasts, if there is one. */
    void end(CertificateId certificate, @Nullable UUID by, @Nullable String note, Instant at) {
        jdbc.sql("""
                UPDATE certificate_suspension SET ended_at = :at, ended_by = :by, note = :note
                WHERE certificate = :certificate AND ended_at IS NULL""").param("at", CertificateRows.utc(at)).param("by", by)
                .param("note", note).param("certificate", certificate.value()).update();
    }

    private static Suspension read(ResultSet rs, int index) throws SQLException {
        return new Suspension(Suspension.Holder.valueOf(rs.getString("holder")),
                rs.getObject("began_at", OffsetDateTime.class).toInstant(), rs.getObject("began_by", UUID.class),
                rs.getString("reason"), CertificateRows.instant(rs, "ended_at"), rs.getObject("ended_by", UUID.class),
                rs.getString("note"));
    }
}
