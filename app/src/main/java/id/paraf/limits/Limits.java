package id.paraf.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes a use of a limit, atomically over all nodes; a refused use says when the next one is possible. */
@Component
public class Limits {

    private final JdbcClient jdbc;
    private final Clock clock;

    Limits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of an attempt to use a limit. */
    public sealed interface Outcome {
        /** The use is granted; {@code left} more fit into this window. */
        record Granted(int left) implements Outcome {
        }

        /** The window is full; {@code retryAfter} is how long it stays so. */
        record Refused(Duration retryAfter) implements Outcome {
        }

        default boolean granted() {
            return this instanceof Granted;
        }
    }

    /** Gives one use back, for limits that only failures count against: the attempt was taken before its outcome was known. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void giveBack(Limit limit, String key) {
        jdbc.sql("UPDATE limit_window SET used = greatest(used - 1, 0) WHERE limit_name = :limit AND key = :key")
                .param("limit", limit.name()).param("key", key).update();
    }

    /**
     * Counts one use. It stays counted even when the caller's transaction rolls back, so that a failing attempt is still
     * an attempt.
     *
     * @param key what the limit is counted per, in one canonical spelling (an account id, an E.164 number, an address)
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Outcome take(Limit limit, String key) {
        Instant now = clock.instant();
        var row = jdbc.sql("""
                INSERT INTO limit_window AS w (limit_name, key, started_at, used) VALUES (:limit, :key, :now, 1)
                ON CONFLICT (limit_name, key) DO UPDATE SET
                    started_at = CASE WHEN w.started_at <= :expired THEN :now ELSE w.started_at END,
                    used = CASE WHEN w.started_at <= :expired THEN 1 ELSE least(w.used + 1, :permits + 1) END
                RETURNING started_at, used""").param("limit", limit.name()).param("key", key)
                .param("now", now.atOffset(ZoneOffset.UTC)).param("permits", limit.permits())
                .param("expired", now.minus(limit.window()).atOffset(ZoneOffset.UTC))
                .query((rs, i) -> new Window(rs.getObject("started_at", java.time.OffsetDateTime.class).toInstant(),
                        rs.getInt("used")))
                .single();
        if (row.used() > limit.permits()) {
            return new Outcome.Refused(Duration.between(now, row.startedAt().plus(limit.window())));
        }
        return new Outcome.Granted(limit.permits() - row.used());
    }

    /** How many uses are left in the current window. Counts nothing. */
    @Transactional(readOnly = true)
    public int left(Limit limit, String key) {
        return limit.permits() - jdbc.sql("""
                SELECT least(used, :permits) FROM limit_window
                WHERE limit_name = :limit AND key = :key AND started_at > :expired""").param("limit", limit.name())
                .param("key", key).param("permits", limit.permits())
                .param("expired", clock.instant().minus(limit.window()).atOffset(ZoneOffset.UTC)).query(Integer.class)
                .optional().orElse(0);
    }

    private record Window(Instant startedAt, int used) {
    }
}
