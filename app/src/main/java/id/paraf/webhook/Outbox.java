package id.paraf.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.webhook.Delivery.State;

/** The table {@code webhook_delivery}. Every step from one state to the next is one guarded statement. */
@Component
class Outbox {

    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int LONGEST_OUTCOME = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A message that is to be sent now. */
    record Claimed(UUID id, UUID client, String type, String body, int attempts, Instant createdAt) {
    }

    /** Inside the transaction in which it happened. */
    UUID add(UUID client, String type, Map<String, Object> data) {
        var now = clock.instant();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("timestamp", now.toString());
        body.put("data", data);
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO webhook_delivery (id, client, type, body, state, due_at, created_at, changed_at)
                VALUES (:id, :client, :type, :body, 'QUEUED', :now, :now, :now)""").param("id", id).param("client", client)
                .param("type", type).param("body", json.writeValueAsString(body)).param("now", Targets.utc(now)).update();
        return id;
    }

    /**
     * Takes messages that are due; if the process dies, they are due again after the lease.
     *
     * @param each of one application at most
     * @param but applications whose turn it is not
     */
    @Transactional
    List<Claimed> claim(int most, int each, Set<UUID> but, Duration lease) {
        var now = clock.instant();
        return jdbc.sql("""
                UPDATE webhook_delivery SET due_at = :until, attempts = attempts + 1 WHERE id IN (
                    SELECT d.id FROM webhook_delivery d WHERE d.state = 'QUEUED' AND d.due_at <= :now AND d.id IN (
                        SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY client ORDER BY due_at, id) AS place
                            FROM webhook_delivery WHERE state = 'QUEUED' AND due_at <= :now AND client <> ALL (:but::uuid[])) ranked
                        WHERE place <= :each)
                    ORDER BY d.due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING id, client, type, body, attempts, created_at""").param("until", Targets.utc(now.plus(lease)))
                .param("now", Targets.utc(now)).param("most", most).param("each", each)
                .param("but", but.toArray(UUID[]::new))
                .query((rs, i) -> new Claimed(rs.getObject("id", UUID.class), rs.getObject("client", UUID.class),
                        rs.getString("type"), rs.getString("body"), rs.getInt("attempts"), at(rs, "created_at")))
                .list();
    }

    /** @return false if it is not under way any more */
    boolean end(UUID id, State state, String outcome) {
        return jdbc.sql("""
                UPDATE webhook_delivery SET state = :state, outcome = :outcome, changed_at = :now
                WHERE id = :id AND state = 'QUEUED'""").param("state", state.name()).param("outcome", cut(outcome))
                .param("now", Targets.utc(clock.instant())).param("id", id).update() == 1;
    }

    void later(UUID id, Instant due, String outcome) {
        jdbc.sql("""
                UPDATE webhook_delivery SET due_at = :due, outcome = :outcome, changed_at = :now
                WHERE id = :id AND state = 'QUEUED'""").param("due", Targets.utc(due)).param("outcome", cut(outcome))
                .param("now", Targets.utc(clock.instant())).param("id", id).update();
    }

    /** Sends one once more that is not waiting to be sent. */
    boolean again(UUID client, UUID id) {
        return jdbc.sql("""
                UPDATE webhook_delivery SET state = 'QUEUED', attempts = 0, due_at = :now, changed_at = :now
                WHERE id = :id AND client = :client AND state <> 'QUEUED'""").param("now", Targets.utc(clock.instant()))
                .param("id", id).param("client", client).update() == 1;
    }

    List<Delivery> last(UUID client, int most) {
        return jdbc.sql("""
                SELECT id, type, state, attempts, created_at, changed_at, outcome FROM webhook_delivery WHERE client = :client
                ORDER BY created_at DESC, id LIMIT :most""").param("client", client).param("most", most)
                .query((rs, i) -> new Delivery(rs.getObject("id", UUID.class), rs.getString("type"),
                        State.valueOf(rs.getString("state")), rs.getInt("attempts"), at(rs, "created_at"), at(rs, "changed_at"),
                        rs.getString("outcome")))
                .list();
    }

    void tidy() {
        jdbc.sql("DELETE FROM webhook_delivery WHERE state <> 'QUEUED' AND changed_at < :before")
                .param("before", Targets.utc(clock.instant().minus(REMEMBERED))).update();
    }

    private static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_OUTCOME ? text.substring(0, LONGEST_OUTCOME) : text;
    }
}
