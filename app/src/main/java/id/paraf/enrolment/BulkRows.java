package id.paraf.enrolment;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code enrolment_bulk} and {@code enrolment_bulk_row}. */
@Component
class BulkRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    BulkRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(UUID id, UUID officer, String institution, DecideMany.Kind kind, List<UUID> applications) {
        jdbc.sql("""
                INSERT INTO enrolment_bulk (id, officer, institution, decision, decided_at)
                VALUES (:id, :officer, :institution, :decision, :now)""").param("id", id).param("officer", officer)
                .param("institution", institution).param("decision", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        jdbc.sql(
                """
                INSERT INTO enrolment_bulk_row (bulk, position, application)
                SELECT :id, position, application FROM unnest(:applications::uuid[]) WITH ORDINALITY AS a (application, position)""")
                .param("id", id).param("applications", applications.toArray(UUID[]::new)).update();
    }

    void result(UUID id, UUID application, DecideMany.Result result) {
        jdbc.sql("UPDATE enrolment_bulk_row SET result = :result WHERE bulk = :id AND application = :application")
                .param("result", result.name()).param("id", id).param("application", application).update();
    }

    Optional<DecideMany.Run> find(UUID id, String institution) {
        return jdbc.sql("SELECT * FROM enrolment_bulk WHERE id = :id AND institution = :institution").param("id", id)
                .param("institution", institution)
                .query((rs, i) -> new DecideMany.Run(id, rs.getObject("officer", UUID.class),
                        DecideMany.Kind.valueOf(rs.getString("decision")),
                        rs.getObject("decided_at", OffsetDateTime.class).toInstant(), rows(id)))
                .optional();
    }

    private List<DecideMany.Row> rows(UUID id) {
        return jdbc.sql("SELECT * FROM enrolment_bulk_row WHERE bulk = :id ORDER BY position").param("id", id)
                .query((rs, i) -> new DecideMany.Row(rs.getObject("application", UUID.class), rs.getString("result") == null
                        ? DecideMany.Result.INTERRUPTED : DecideMany.Result.valueOf(rs.getString("result"))))
                .list();
    }
}
