package id.paraf.enrolment;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/** The table {@code enrolment_correction}: what a correction is about, beside its application. */
@Component
class CorrectionRows {

    private static final String SEPARATOR = "\u001f";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sealing sealing;

    CorrectionRows(JdbcClient jdbc, Clock clock, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sealing = new Sealing(root.derive("enrolment/correction", "AES"), randomness);
    }

    void insert(UUID id, Recorded recorded) {
        var identity = recorded.identity();
        String text = String.join(SEPARATOR, identity.fullName(), identity.nik(), identity.nip() == null ? "" : identity.nip(),
                identity.position(), recorded.unit());
        jdbc.sql("INSERT INTO enrolment_correction (application, recorded) VALUES (:id, :recorded)").param("id", id)
                .param("recorded", sealing.seal("recorded:" + id, text.getBytes(StandardCharsets.UTF_8))).update();
    }

    /** What is asked for, right or not. */
    void ask(UUID id, String unit, String reason) {
        jdbc.sql("UPDATE enrolment_correction SET unit = :unit, reason = :reason WHERE application = :id").param("unit", unit)
                .param("reason", sealing.seal("reason:" + id, reason.getBytes(StandardCharsets.UTF_8))).param("id", id).update();
    }

    Optional<Correction> find(UUID id) {
        return jdbc.sql("SELECT * FROM enrolment_correction WHERE application = :id").param("id", id).query(this::read).optional();
    }

    /** Certificates with the old data are to go: an officer said so, or a new application led to one. */
    void endOld(UUID id) {
        jdbc.sql("UPDATE enrolment_correction SET at_once = true WHERE application = :id").param("id", id).update();
    }

    /** The newest correction of an account that was approved and whose old certificates may still be there. */
    Optional<UUID> lasting(UUID account) {
        return jdbc
                .sql("""
                SELECT a.id FROM enrolment_application a JOIN enrolment_correction c ON c.application = a.id
                WHERE a.account = :account AND a.state = 'CORRECTED' AND c.ended_at IS NULL ORDER BY a.decided_at DESC, a.id LIMIT 1""")
                .param("account", account).query((rs, i) -> rs.getObject("id", UUID.class)).optional();
    }

    /** Whose old certificates are to go and did not yet. */
    List<UUID> toEnd() {
        return jdbc.sql("SELECT application FROM enrolment_correction WHERE at_once AND ended_at IS NULL ORDER BY application")
                .query((rs, i) -> rs.getObject("application", UUID.class)).list();
    }

    boolean ended(UUID id) {
        return jdbc.sql("UPDATE enrolment_correction SET ended_at = :now WHERE application = :id AND ended_at IS NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", id).update() == 1;
    }

    private Correction read(ResultSet rs, int row) throws SQLException {
        UUID id = rs.getObject("application", UUID.class);
        byte[] reason = rs.getBytes("reason");
        String[] parts = open("recorded:" + id, rs.getBytes("recorded")).split(SEPARATOR, -1);
        return new Correction(new Recorded(new Identity(parts[0], parts[1], parts[2], parts[3]), parts[4]), rs.getString("unit"),
                reason == null ? "" : open("reason:" + id, reason), rs.getBoolean("at_once"));
    }

    private String open(String place, byte[] sealed) {
        return new String(sealing.open(place, sealed).orElseThrow(
                () -> new IllegalStateException("What stands at " + place + " was changed in the database")),
                StandardCharsets.UTF_8);
    }
}
