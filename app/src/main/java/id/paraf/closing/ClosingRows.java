package id.paraf.closing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.certificate.CertificateId;

/** The tables {@code closing} and {@code closing_certificate}. Each certificate is settled by one guarded update. */
@Component
class ClosingRows {

    private static final String COUNTED = """
            SELECT c.*, (SELECT count(*) FROM closing_certificate r WHERE r.closing = c.id) AS all_of_it,
                (SELECT count(*) FROM closing_certificate r WHERE r.closing = c.id AND r.result = 'REVOKED') AS revoked,
                (SELECT count(*) FROM closing_certificate r WHERE r.closing = c.id AND r.result IS NULL) AS waiting
            FROM closing c\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    ClosingRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if the institution is being closed already. */
    boolean insert(UUID id, UUID institution, @Nullable UUID by, List<CertificateId> certificates) {
        boolean inserted = jdbc.sql("""
                INSERT INTO closing (id, institution, ordered_by, ordered_at) VALUES (:id, :institution, :by, :now)
                ON CONFLICT DO NOTHING""").param("id", id).param("institution", institution).param("by", by).param("now", now())
                .update() == 1;
        if (inserted) {
            jdbc.sql("INSERT INTO closing_certificate (closing, certificate) SELECT :id, unnest(:certificates::uuid[])")
                    .param("id", id).param("certificates", certificates.stream().map(CertificateId::value).toArray(UUID[]::new))
                    .update();
        }
        return inserted;
    }

    /** What is not done yet, the oldest first. */
    List<StopInstitution.Closing> open() {
        return jdbc.sql(COUNTED + "WHERE c.done_at IS NULL ORDER BY c.ordered_at, c.id").query(ClosingRows::read).list();
    }

    Optional<StopInstitution.Closing> newestOf(UUID institution) {
        return jdbc.sql(COUNTED + "WHERE c.institution = :institution ORDER BY c.ordered_at DESC LIMIT 1")
                .param("institution", institution).query(ClosingRows::read).optional();
    }

    List<CertificateId> waiting(UUID closing, int limit) {
        return jdbc.sql("""
                SELECT certificate FROM closing_certificate WHERE closing = :closing AND result IS NULL
                ORDER BY certificate LIMIT :limit""").param("closing", closing).param("limit", limit)
                .query((rs, i) -> new CertificateId(rs.getObject("certificate", UUID.class))).list();
    }

    boolean settle(UUID closing, CertificateId certificate, String result) {
        return jdbc.sql("""
                UPDATE closing_certificate SET result = :result, settled_at = :now
                WHERE closing = :closing AND certificate = :certificate AND result IS NULL""").param("result", result)
                .param("now", now()).param("closing", closing).param("certificate", certificate.value()).update() == 1;
    }

    /** False if something is left, or another run was faster. */
    boolean done(UUID closing) {
        return jdbc.sql("""
                UPDATE closing SET done_at = :now WHERE id = :closing AND done_at IS NULL
                    AND NOT EXISTS (SELECT FROM closing_certificate r WHERE r.closing = closing.id AND r.result IS NULL)""")
                .param("now", now()).param("closing", closing).update() == 1;
    }

    /** Each certificate with what became of it, in the order of their serial numbers. */
    List<StopInstitution.Line> lines(UUID closing, int limit) {
        return jdbc.sql("""
                SELECT certificate, result, settled_at FROM closing_certificate WHERE closing = :closing
                ORDER BY result NULLS FIRST, certificate LIMIT :limit""").param("closing", closing).param("limit", limit)
                .query((rs, i) -> new StopInstitution.Line(new CertificateId(rs.getObject("certificate", UUID.class)), "",
                        rs.getString("result"), instant(rs, "settled_at")))
                .list();
    }

    private static StopInstitution.Closing read(ResultSet rs, int row) throws SQLException {
        return new StopInstitution.Closing(rs.getObject("id", UUID.class), rs.getObject("institution", UUID.class),
                rs.getObject("ordered_by", UUID.class), rs.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                instant(rs, "done_at"), rs.getInt("all_of_it"), rs.getInt("revoked"), rs.getInt("waiting"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
