package id.paraf.esign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Wib;

/** How an application is used: day by day, and which of its calls failed last. */
@Component
public class ClientUse {

    /** How many days are kept and shown. */
    public static final int DAYS = 30;
    /** How many failed calls are kept of each application. */
    public static final int FAILURES = 20;
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientUse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A call that was answered.
     *
     * @param call method and path as it is documented: nothing that the path of this one names
     * @param status what it was answered with
     * @param failure what the application was told went wrong, or null; officers of the institution read it
     */
    public record Answered(String call, int status, @Nullable String failure) {
    }

    /**
     * A day in Jakarta.
     *
     * @param calls answered ones, failed ones included
     */
    public record Day(LocalDate day, long calls, long failures) {
    }

    /** A call that was answered with an error. */
    public record Failed(Instant at, String call, int status, String failure) {
    }

    /** One statement, as one call is counted with every answer. */
    void count(UUID client, Answered answered) {
        var now = clock.instant();
        jdbc.sql("""
                WITH used AS (
                    UPDATE esign_client SET calls = calls + 1, last_used_at = :now,
                        failures = failures + CASE WHEN :failure::text IS NULL THEN 0 ELSE 1 END,
                        last_failed_at = CASE WHEN :failure::text IS NULL THEN last_failed_at ELSE :now END,
                        last_failure = coalesce(:failure::text, last_failure)
                    WHERE id = :id RETURNING id, failures),
                counted AS (
                    INSERT INTO esign_client_day AS d (client, day, calls, failures)
                    SELECT id, :day, 1, CASE WHEN :failure::text IS NULL THEN 0 ELSE 1 END FROM used
                    ON CONFLICT (client, day) DO UPDATE SET calls = d.calls + 1, failures = d.failures + excluded.failures)
                INSERT INTO esign_client_failure (client, place, at, call, status, failure)
                SELECT id, failures % :most, :now, :call, :status, :failure::text FROM used WHERE :failure::text IS NOT NULL
                ON CONFLICT (client, place) DO UPDATE SET at = excluded.at, call = excluded.call, status = excluded.status,
                    failure = excluded.failure""").param("now", now.atOffset(ZoneOffset.UTC)).param("day", day(now))
                .param("failure", answered.failure() == null ? null : text(answered.failure()))
                .param("most", FAILURES).param("call", text(answered.call())).param("status", answered.status())
                .param("id", client).update();
    }

    private static String text(String text) {
        return text.substring(0, Math.min(LONGEST, text.length())).replace('\0', ' ');
    }

    /** The last thirty days, today first; a day without a call is one of them. */
    public List<Day> days(UUID client) {
        var today = day(clock.instant());
        var used = jdbc.sql("SELECT day, calls, failures FROM esign_client_day WHERE client = :client AND day > :before")
                .param("client", client).param("before", today.minusDays(DAYS))
                .query((rs, i) -> new Day(rs.getObject("day", LocalDate.class), rs.getLong("calls"), rs.getLong("failures")))
                .stream().collect(Collectors.toMap(Day::day, Function.identity()));
        return IntStream.range(0, DAYS).mapToObj(today::minusDays).map(day -> used.getOrDefault(day, new Day(day, 0, 0)))
                .toList();
    }

    /** The calls that failed last, the newest first. */
    public List<Failed> failed(UUID client) {
        return jdbc.sql("""
                SELECT at, call, status, failure FROM esign_client_failure WHERE client = :client AND at > :since
                ORDER BY at DESC, place DESC""").param("client", client).param("since", since()).query(ClientUse::read).list();
    }

    private static Failed read(ResultSet rs, int row) throws SQLException {
        return new Failed(rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getString("call"), rs.getInt("status"),
                rs.getString("failure"));
    }

    /** Forgets what is older than what is shown. */
    void forget() {
        jdbc.sql("DELETE FROM esign_client_day WHERE day <= :before").param("before", day(clock.instant()).minusDays(DAYS))
                .update();
        jdbc.sql("DELETE FROM esign_client_failure WHERE at <= :since").param("since", since()).update();
    }

    private OffsetDateTime since() {
        return clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(Wib.ZONE).toLocalDate();
    }
}
