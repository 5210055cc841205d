package id.paraf.passphrase;

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

import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;

/** The rows of reset journeys; a state changes here alone, by a {@link Step} and one guarded statement. */
@Component
class Journeys {

    private static final String OPEN = "state IN ('LINK', 'SELFIE', 'PASSPHRASE', 'SAVING', 'OFFICER', 'APPROVED')";

    private final JdbcClient jdbc;
    private final Clock clock;

    Journeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a submitted journey ordered, and what the order needs. */
    record Submitted(Journey journey, UUID order, UUID activation, Instant at, AgreementAcceptance agreement,
            @Nullable UUID loginSession, Origin origin) {
    }

    /** Takes a step if the table allows it now. */
    boolean take(UUID id, Step step) {
        Instant now = clock.instant();
        Instant expires = step.life() == null ? null : now.plus(step.life());
        return jdbc.sql("""
                UPDATE reset_journey SET state = :to, expires_at = coalesce(:expires::timestamptz, expires_at),
                    ended_at = CASE WHEN :ends THEN :now ELSE ended_at END
                WHERE id = :id AND state = ANY(:from) AND CASE :when WHEN 'ALIVE' THEN expires_at > :now
                    WHEN 'OVERDUE' THEN expires_at <= :now ELSE true END""").param("to", step.to().name())
                .param("expires", expires == null ? null : at(expires)).param("ends", !step.to().open())
                .param("from", step.from().stream().map(Enum::name).toArray(String[]::new)).param("when", step.when().name())
                .param("now", at(now)).param("id", id).update() == 1;
    }

    /** Writes the journal's intent: the one submission that wins, what it orders and what was agreed to. */
    boolean submit(UUID id, UUID order, UUID activation, AgreementAcceptance agreement, Origin origin) {
        Instant now = clock.instant();
        return take(id, Step.SUBMIT) && jdbc.sql("""
                UPDATE reset_journey SET order_id = :order, activation_id = :activation, submitted_at = :now,
                    agreement_version = :version, agreement_sha256 = :sha256, agreement_language = :language,
                    agreement_at = :agreed, finish_address = :address, finish_agent = :agent WHERE id = :id""")
                .param("order", order).param("activation", activation).param("now", at(now)).param("version", agreement.version())
                .param("sha256", agreement.sha256()).param("language", agreement.language()).param("agreed", at(agreement.at()))
                .param("address", origin.address()).param("agent", origin.agent()).param("id", id).update() == 1;
    }

    boolean insert(Journey journey, Instant numberSince, @Nullable UUID loginSession, Origin origin) {
        return jdbc.sql("""
                INSERT INTO reset_journey (id, account, certificate, signer_key, state, renews, number_since, channel, message,
                    last_sent_at, login_session, address, agent, started_at, expires_at)
                VALUES (:id, :account, :certificate, :key, :state, :renews, :since, :channel, :message, :sent, :session,
                    :address, :agent, :started, :expires) ON CONFLICT DO NOTHING""").param("id", journey.id())
                .param("account", journey.account()).param("certificate", journey.certificate().value()).param("key", journey.key())
                .param("state", journey.state().name()).param("renews", journey.renews()).param("since", at(numberSince))
                .param("channel", journey.channel().name()).param("message", journey.message())
                .param("sent", at(journey.lastSentAt())).param("session", loginSession).param("address", origin.address())
                .param("agent", origin.agent()).param("started", at(journey.startedAt())).param("expires", at(journey.expiresAt()))
                .update() == 1;
    }

    /** Notes another link; only if the last one went out before {@code notAfter}, so that two clicks send one. */
    boolean sent(UUID id, Journey.LinkChannel channel, UUID message, Instant notAfter) {
        return jdbc.sql("""
                UPDATE reset_journey SET channel = :channel, message = :message, last_sent_at = :now
                WHERE id = :id AND last_sent_at <= :before AND state IN ('LINK', 'SELFIE', 'PASSPHRASE', 'APPROVED')
                  AND expires_at > :now""").param("channel", channel.name()).param("message", message)
                .param("now", at(clock.instant())).param("before", at(notAfter)).param("id", id).update() == 1;
    }

    void attemptsLeft(UUID id, int left) {
        jdbc.sql("UPDATE reset_journey SET attempts_left = :left WHERE id = :id").param("left", left).param("id", id).update();
    }

    void reason(UUID id, String reason) {
        jdbc.sql("UPDATE reset_journey SET end_reason = :reason WHERE id = :id").param("reason", reason).param("id", id).update();
    }

    void finished(UUID id, @Nullable Instant frozenUntil, @Nullable CertificateId newCertificate) {
        jdbc.sql("UPDATE reset_journey SET frozen_until = :frozen, new_certificate = :certificate WHERE id = :id")
                .param("frozen", frozenUntil == null ? null : at(frozenUntil))
                .param("certificate", newCertificate == null ? null : newCertificate.value()).param("id", id).update();
    }

    Optional<Journey> find(UUID id) {
        return jdbc.sql("SELECT * FROM reset_journey WHERE id = :id").param("id", id).query(Journeys::read).optional();
    }

    /** The newest journey of a certificate, open or not. */
    Optional<Journey> newest(UUID account, CertificateId certificate) {
        return jdbc.sql("""
                SELECT * FROM reset_journey WHERE account = :account AND certificate = :certificate
                ORDER BY started_at DESC, id LIMIT 1""").param("account", account).param("certificate", certificate.value())
                .query(Journeys::read).optional();
    }

    List<Journey> openOf(UUID account) {
        return jdbc.sql("SELECT * FROM reset_journey WHERE account = :account AND " + OPEN).param("account", account)
                .query(Journeys::read).list();
    }

    List<UUID> overdue() {
        return jdbc.sql("SELECT id FROM reset_journey WHERE expires_at <= :now AND state <> 'SAVING' AND " + OPEN)
                .param("now", at(clock.instant()))
                .query((rs, i) -> rs.getObject(1, UUID.class)).list();
    }

    Instant numberSince(UUID id) {
        return jdbc.sql("SELECT number_since FROM reset_journey WHERE id = :id").param("id", id)
                .query((rs, i) -> rs.getObject(1, OffsetDateTime.class).toInstant()).single();
    }

    Optional<Submitted> submitted(UUID id) {
        return jdbc.sql("SELECT * FROM reset_journey WHERE id = :id AND state = 'SAVING'").param("id", id)
                .query(Journeys::readSubmitted).optional();
    }

    /** Journeys in the middle of their commit, oldest first. */
    List<Submitted> saving() {
        return jdbc.sql("SELECT * FROM reset_journey WHERE state = 'SAVING' ORDER BY submitted_at").query(Journeys::readSubmitted)
                .list();
    }

    private static Submitted readSubmitted(ResultSet rs, int row) throws SQLException {
        return new Submitted(read(rs, row), rs.getObject("order_id", UUID.class), rs.getObject("activation_id", UUID.class),
                rs.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                new AgreementAcceptance(rs.getString("agreement_version"), rs.getString("agreement_language"),
                        rs.getString("agreement_sha256"), rs.getObject("agreement_at", OffsetDateTime.class).toInstant()),
                rs.getObject("login_session", UUID.class),
                new Origin(rs.getString("finish_address"), rs.getString("finish_agent")));
    }

    private static Journey read(ResultSet rs, int row) throws SQLException {
        var certificate = rs.getObject("new_certificate", UUID.class);
        return new Journey(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                new CertificateId(rs.getObject("certificate", UUID.class)), rs.getObject("signer_key", UUID.class),
                JourneyState.valueOf(rs.getString("state")), rs.getBoolean("renews"),
                Journey.LinkChannel.valueOf(rs.getString("channel")), rs.getObject("message", UUID.class),
                rs.getObject("last_sent_at", OffsetDateTime.class).toInstant(), rs.getObject("attempts_left", Integer.class),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                rs.getObject("expires_at", OffsetDateTime.class).toInstant(), rs.getString("end_reason"),
                instant(rs, "frozen_until"), certificate == null ? null : new CertificateId(certificate));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
