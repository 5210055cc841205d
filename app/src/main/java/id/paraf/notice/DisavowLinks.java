package id.paraf.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;

/**
 * "Bukan saya" links: whoever holds one may, without a login, say that something was not done by the owner. That only ever
 * closes things, so the link lives long and being forwarded does little harm.
 */
@Component
public class DisavowLinks {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Randomness randomness;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DisavowLinks(JdbcClient jdbc, Randomness randomness, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.randomness = randomness;
        this.clock = clock;
        this.events = events;
    }

    /** What a link is about. */
    public record Disavowal(UUID account, String subject, Instant since, boolean used) {
    }

    /**
     * Makes a link for a notice, in the caller's transaction.
     *
     * @param subject what the notice is about, as {@code kind:id}
     * @return the token; the link's path is {@code /disavow/<token>}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String create(UUID account, String subject) {
        String token = randomness.token();
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO notice_disavow (token_hash, account, subject, created_at, expires_at)
                VALUES (:hash, :account, :subject, :now, :expires)""").param("hash", Hashes.ofToken(token))
                .param("account", account)
                .param("subject", subject).param("now", utc(now)).param("expires", utc(now.plus(LIFETIME))).update();
        return token;
    }

    /** What the link is about; empty if it never existed or is too old. Changes nothing. */
    public Optional<Disavowal> find(String token) {
        return jdbc.sql("""
                SELECT account, subject, created_at, used_at FROM notice_disavow
                WHERE token_hash = :hash AND expires_at > :now""").param("hash", Hashes.ofToken(token))
                .param("now", utc(clock.instant()))
                .query((rs, i) -> new Disavowal(rs.getObject("account", UUID.class), rs.getString("subject"),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(), rs.getObject("used_at") != null))
                .optional();
    }

    /**
     * Uses the link: publishes {@link Disavowed} the first time, and does nothing any further time.
     *
     * @return false if the link never existed or is too old
     */
    @Transactional
    public boolean use(String token, Origin origin) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.sql("""
                UPDATE notice_disavow SET used_at = :now WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                RETURNING account, subject""").param("hash", Hashes.ofToken(token)).param("now", now)
                .query((rs, i) -> new Disavowed(rs.getObject("account", UUID.class), rs.getString("subject"), origin))
                .optional().ifPresent(events::publishEvent);
        return find(token).isPresent();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
