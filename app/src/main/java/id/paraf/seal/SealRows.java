package id.paraf.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
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

/** The table {@code seal}. Each step is one guarded update: of two at once, one wins. */
@Component
class SealRows {

    private static final String ALL = "SELECT * FROM seal ";

    private final JdbcClient jdbc;
    private final Clock clock;

    SealRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if the application has a living seal of that name, or an order of one. */
    boolean insert(UUID id, UUID institution, OrderSeal.Wish wish, UUID by) {
        return jdbc.sql("""
                INSERT INTO seal (id, institution, name, identifier, responsible, client, per_day, state, ordered_by, ordered_at)
                VALUES (:id, :institution, :name, :identifier, :responsible, :client, :perDay, 'ORDERED', :by, :now)
                ON CONFLICT (client, lower(name)) WHERE state IN ('ORDERED', 'CONFIRMED', 'ISSUED') DO NOTHING""")
                .param("id", id).param("institution", institution).param("name", wish.name())
                .param("identifier", wish.identifier()).param("responsible", wish.responsible().id())
                .param("client", wish.client().id()).param("perDay", wish.perDay()).param("by", by).param("now", now())
                .update() == 1;
    }

    Optional<Seal> find(UUID id) {
        return jdbc.sql(ALL + "WHERE id = :id").param("id", id).query(SealRows::read).optional();
    }

    /** Of one institution, the newest first. */
    List<Seal> of(UUID institution) {
        return jdbc.sql(ALL + "WHERE institution = :institution ORDER BY ordered_at DESC, id").param("institution", institution)
                .query(SealRows::read).list();
    }

    /** Of everybody, those that wait first. */
    List<Seal> all(int limit) {
        return jdbc.sql(ALL + "ORDER BY state <> 'ORDERED', ordered_at DESC, id LIMIT :limit").param("limit", limit)
                .query(SealRows::read).list();
    }

    List<Seal> in(Seal.State state) {
        return jdbc.sql(ALL + "WHERE state = :state ORDER BY ordered_at, id").param("state", state.name()).query(SealRows::read)
                .list();
    }

    /** Confirmed so long ago that nobody is at it any more. */
    List<Seal> stuck(Duration since) {
        return jdbc.sql(ALL + "WHERE state = 'CONFIRMED' AND decided_at < :before ORDER BY decided_at, id")
                .param("before", clock.instant().minus(since).atOffset(ZoneOffset.UTC)).query(SealRows::read).list();
    }

    /** False if somebody else has decided. */
    boolean confirm(UUID id, UUID by, UUID key) {
        return jdbc.sql("""
                UPDATE seal SET state = 'CONFIRMED', decided_by = :by, decided_at = :now, key = :key
                WHERE id = :id AND state = 'ORDERED'""").param("by", by).param("now", now()).param("key", key).param("id", id)
                .update() == 1;
    }

    /** @param by who decided; null if whoever ordered it takes it back */
    boolean refuse(UUID id, @Nullable UUID by, @Nullable String note) {
        return jdbc.sql("""
                UPDATE seal SET state = 'REFUSED', decided_by = :by, decided_at = :now, note = :note
                WHERE id = :id AND state = 'ORDERED'""").param("by", by).param("now", now()).param("note", note).param("id", id)
                .update() == 1;
    }

    /** What was confirmed cannot be issued. */
    boolean fail(UUID id, String note) {
        return jdbc.sql("UPDATE seal SET state = 'REFUSED', note = :note WHERE id = :id AND state = 'CONFIRMED'")
                .param("note", note).param("id", id).update() == 1;
    }

    boolean issued(UUID id, CertificateId certificate) {
        return jdbc.sql("UPDATE seal SET state = 'ISSUED', certificate = :certificate WHERE id = :id AND state = 'CONFIRMED'")
                .param("certificate", certificate.value()).param("id", id).update() == 1;
    }

    /** False if it is so already, or there is nothing to hand over. */
    boolean handOver(UUID id, UUID responsible) {
        return jdbc.sql("""
                UPDATE seal SET responsible = :responsible
                WHERE id = :id AND responsible <> :responsible AND state IN ('ORDERED', 'CONFIRMED', 'ISSUED')""")
                .param("responsible", responsible).param("id", id).update() == 1;
    }

    boolean end(UUID id) {
        return jdbc.sql("UPDATE seal SET state = 'ENDED', ended_at = :now WHERE id = :id AND state = 'ISSUED'")
                .param("now", now()).param("id", id).update() == 1;
    }

    private static Seal read(ResultSet rs, int row) throws SQLException {
        UUID certificate = rs.getObject("certificate", UUID.class);
        return new Seal(rs.getObject("id", UUID.class), rs.getObject("institution", UUID.class), rs.getString("name"),
                rs.getString("identifier"), rs.getObject("responsible", UUID.class), rs.getObject("client", UUID.class),
                rs.getInt("per_day"), Seal.State.valueOf(rs.getString("state")), rs.getObject("ordered_by", UUID.class),
                rs.getObject("ordered_at", OffsetDateTime.class).toInstant(), rs.getObject("decided_by", UUID.class),
                instant(rs, "decided_at"), rs.getString("note"), rs.getObject("key", UUID.class),
                certificate == null ? null : new CertificateId(certificate), instant(rs, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
