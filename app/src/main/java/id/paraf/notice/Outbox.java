package id.paraf.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Randomness;

/** The table of messages. Every step from one state to the next is one guarded statement, so that it happens once. */
@Component
class Outbox {

    private static final String DELIVERY = """
            SELECT id, account, channel, template, hint, state, attempts, created_at, changed_at, reason
            FROM notice_message""";

    private final JdbcClient jdbc;
    private final Envelope envelope;
    private final Randomness randomness;

    Outbox(JdbcClient jdbc, Envelope envelope, Randomness randomness) {
        this.jdbc = jdbc;
        this.envelope = envelope;
        this.randomness = randomness;
    }

    /** A message in the hands of a courier. */
    record Claimed(UUID id, @Nullable UUID account, Template template, String language, byte[] sealed, int attempts,
            Instant expiresAt) {
    }

    UUID add(Outgoing message, Instant now, Instant expires) {
        var random = java.nio.ByteBuffer.wrap(randomness.bytes(16));
        UUID id = new UUID(random.getLong(), random.getLong());
        var contents = new Envelope.Contents(message.to(), message.parameters(), message.link());
        jdbc.sql("""
                INSERT INTO notice_message (id, account, channel, template, language, hint, sealed, state, created_at,
                                            due_at, expires_at, changed_at)
                VALUES (:id, :account, :channel, :template, :language, :hint, :sealed, 'QUEUED', :now, :now, :expires, :now)""")
                .param("id", id).param("account", message.account()).param("channel", Route.of(message).name())
                .param("template", message.template().name()).param("language", message.language())
                .param("hint", Route.of(message).hint(message.to())).param("sealed", envelope.seal(id, contents))
                .param("now", utc(now)).param("expires", utc(expires)).update();
        return id;
    }

    /**
     * Takes messages that are due. Whoever takes one has it for {@code lease}; if the process dies in between, the message
     * is due again afterwards.
     */
    @Transactional
    List<Claimed> claim(Route route, int most, Instant now, Duration lease) {
        return jdbc.sql("""
                UPDATE notice_message SET due_at = :until, attempts = attempts + 1 WHERE id IN (
                    SELECT id FROM notice_message WHERE channel = :channel AND state = 'QUEUED' AND due_at <= :now
                    ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING id, account, template, language, sealed, attempts, expires_at""")
                .param("until", utc(now.plus(lease))).param("channel", route.name()).param("now", utc(now))
                .param("most", most)
                .query((rs, i) -> new Claimed(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                        Template.valueOf(rs.getString("template")), rs.getString("language"), rs.getBytes("sealed"),
                        rs.getInt("attempts"), instant(rs, "expires_at")))
                .list();
    }

    /** The network took the message: its contents are erased, and reports that overtook us are applied. */
    @Transactional
    void sent(UUID id, String providerId, Instant now) {
        jdbc.sql("""
                UPDATE notice_message SET state = 'SENT', sealed = NULL, provider_id = :provider, reason = NULL, changed_at = :now
                WHERE id = :id AND state = 'QUEUED'""").param("id", id).param("provider", providerId)
                .param("now", utc(now)).update();
        applyReceipts(providerId);
    }

    /** To be tried again at {@code due}. */
    @Transactional
    void later(UUID id, String reason, Instant due, Instant now) {
        jdbc.sql("""
                UPDATE notice_message SET due_at = :due, reason = :reason, changed_at = :now
                WHERE id = :id AND state = 'QUEUED'""").param("id", id).param("due", utc(due)).param("reason", reason)
                .param("now", utc(now)).update();
    }

    /** The message will never arrive: its contents are erased. */
    @Transactional
    void failed(UUID id, String reason, Instant now) {
        jdbc.sql("""
                UPDATE notice_message SET state = 'FAILED', sealed = NULL, reason = :reason, changed_at = :now
                WHERE id = :id AND state = 'QUEUED'""").param("id", id).param("reason", reason).param("now", utc(now))
                .update();
    }

    /** A report of the network; repeated and late ones change nothing. */
    @Transactional
    void receipt(String providerId, DeliveryState state, Instant at, @Nullable String reason) {
        jdbc.sql("""
                INSERT INTO notice_receipt (provider_id, state, at, reason) VALUES (:provider, :state, :at, :reason)
                ON CONFLICT DO NOTHING""").param("provider", providerId).param("state", state.name())
                .param("at", utc(at)).param("reason", reason).update();
        applyReceipts(providerId);
    }

    /**
     * The furthest report wins: read over delivered over sent, however they arrive. Failure counts only for a message that
     * was not delivered.
     */
    private void applyReceipts(String providerId) {
        jdbc.sql("""
                UPDATE notice_message m SET state = r.state, changed_at = r.at, reason = r.reason
                FROM notice_receipt r
                WHERE m.provider_id = :provider AND r.provider_id = m.provider_id AND r.state = (
                        SELECT state FROM notice_receipt WHERE provider_id = :provider
                        ORDER BY array_position(ARRAY['READ', 'DELIVERED', 'FAILED', 'SENT'], state) LIMIT 1)
                    AND r.state <> 'SENT' AND m.state <> r.state AND m.state <> 'QUEUED'""")
                .param("provider", providerId).update();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql(DELIVERY + " WHERE id = :id").param("id", id).query(Outbox::delivery).optional();
    }

    List<Delivery> undeliverable(Collection<UUID> accounts, int page, int size) {
        return jdbc.sql(DELIVERY
                + " WHERE state = 'FAILED' AND account = ANY(:accounts) ORDER BY changed_at DESC, id LIMIT :size OFFSET :offset")
                .param("accounts", accounts.toArray(UUID[]::new)).param("size", size).param("offset", (long) page * size)
                .query(Outbox::delivery).list();
    }

    /** How messages stand, of everybody together. */
    Notices.Standing standing() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM notice_message WHERE state = 'FAILED') AS failed, count(*) AS waiting,
                    min(created_at) AS oldest
                FROM notice_message WHERE state = 'QUEUED'""").query((rs, i) -> new Notices.Standing(rs.getInt("failed"),
                rs.getInt("waiting"), rs.getInt("waiting") == 0 ? null : instant(rs, "oldest"))).single();
    }

    /** Forgets reports and messages that nobody asks about any more. */
    @Transactional
    void tidy(Instant before) {
        jdbc.sql("DELETE FROM notice_receipt WHERE at < :before").param("before", utc(before)).update();
        jdbc.sql("DELETE FROM notice_message WHERE state <> 'QUEUED' AND changed_at < :before").param("before", utc(before))
                .update();
    }

    private static Delivery delivery(ResultSet rs, int row) throws SQLException {
        return new Delivery(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class), rs.getString("channel"),
                Template.valueOf(rs.getString("template")), rs.getString("hint"), DeliveryState.valueOf(rs.getString("state")),
                rs.getInt("attempts"), instant(rs, "created_at"), instant(rs, "changed_at"), rs.getString("reason"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
