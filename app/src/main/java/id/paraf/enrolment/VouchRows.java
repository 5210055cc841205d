package id.paraf.enrolment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code enrolment_vouch}: one word of a verifikator for each time that an application is sent. */
@Component
class VouchRows {

    private static final int LONGEST_LIST = 100;

    private final JdbcClient jdbc;
    private final ApplicationRows rows;

    VouchRows(JdbcClient jdbc, ApplicationRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** What waits for officers of an institution, of others than this account, and no verifikator said anything about. */
    List<Application> waiting(String institution, UUID notOf) {
        return jdbc.sql("""
                SELECT a.* FROM enrolment_application a
                WHERE a.institution = :institution AND a.state IN ('SUBMITTED', 'CONFIRMING') AND a.submitted_at IS NOT NULL
                    AND a.account <> :account AND NOT EXISTS (
                        SELECT FROM enrolment_vouch v WHERE v.application = a.id AND v.said_at >= a.submitted_at)
                ORDER BY a.submitted_at, a.id LIMIT :limit""").param("institution", institution).param("account", notOf)
                .param("limit", LONGEST_LIST).query((rs, i) -> rows.read(rs, 0)).list();
    }

    Optional<Vouch.Said> find(UUID application) {
        return jdbc.sql("SELECT verifikator, confirmed, note, said_at FROM enrolment_vouch WHERE application = :application")
                .param("application", application)
                .query((rs, i) -> new Vouch.Said(rs.getObject("verifikator", UUID.class), rs.getBoolean("confirmed"),
                        rs.getString("note"), rs.getObject("said_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void say(UUID application, UUID verifikator, boolean confirmed, @Nullable String note, Instant at) {
        jdbc.sql(
                """
                INSERT INTO enrolment_vouch (application, verifikator, confirmed, note, said_at)
                VALUES (:application, :verifikator, :confirmed, :note, :at)
                ON CONFLICT (application) DO UPDATE SET verifikator = :verifikator, confirmed = :confirmed, note = :note, said_at = :at""")
                .param("application", application).param("verifikator", verifikator).param("confirmed", confirmed)
                .param("note", note).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }
}
