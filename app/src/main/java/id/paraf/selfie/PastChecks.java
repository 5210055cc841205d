package id.paraf.selfie;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the camera found, as it was recorded then: for the officer who decides. Nothing is computed again. */
@Component
public class PastChecks {

    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final SelfieSettings settings;

    PastChecks(JdbcClient jdbc, SelfieSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** How a check ended. */
    public enum Outcome {
        PASSED, REFUSED, UNAVAILABLE
    }

    /** How far a figure is above what it has to be. */
    public enum Margin {
        /** At least half way from the limit to the best there is. */
        WIDE,
        /** Above the limit, and nearer to it than to the best. */
        NARROW,
        /** Below what is asked for today; the limit may have been another one then. */
        BELOW
    }

    /** A figure and the limit that holds for it today. */
    public record Figure(double value, double limit) {

        public Margin margin() {
            return value < limit ? Margin.BELOW : value >= (1 + limit) / 2 ? Margin.WIDE : Margin.NARROW;
        }
    }

    /**
     * One check.
     *
     * @param reason why it was refused: the name of a {@code Verdict.Refused} reason or {@code SEEN_BEFORE}; null otherwise
     * @param similarity to the photos of the enrolment; null if it was refused, or there were none to compare with
     * @param liveness that a person was there and no picture; null if it was refused
     * @param yaw how far the head was turned, in degrees; null if it was refused
     */
    public record Check(Outcome outcome, @Nullable String reason, Instant at, @Nullable Figure similarity,
            @Nullable Figure liveness,
            @Nullable Double yaw) {
    }

    /** The checks of a reset journey or an application, the newest first. */
    @Transactional(readOnly = true)
    public List<Check> ofJourney(UUID journey) {
        return jdbc.sql("""
                SELECT v.*, coalesce(s.purpose, 'ENROLMENT') AS purpose FROM selfie_verdict v
                LEFT JOIN capture_session s ON s.id = v.session
                WHERE v.journey = :journey ORDER BY v.checked_at DESC, v.id LIMIT :most""").param("journey", journey)
                .param("most", MOST).query((rs, i) -> {
                    boolean compared = rs.getString("purpose").equals(Purpose.RESET.name());
                    Double similarity = rs.getObject("similarity", Double.class);
                    Double liveness = rs.getObject("liveness", Double.class);
                    return new Check(Outcome.valueOf(rs.getString("outcome")), rs.getString("reason"),
                            rs.getObject("checked_at", OffsetDateTime.class).toInstant(),
                            similarity == null || !compared ? null : new Figure(similarity, settings.similarity()),
                            liveness == null ? null : new Figure(liveness, settings.liveness()), rs.getObject("yaw", Double.class));
                }).list();
    }
}
