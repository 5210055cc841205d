package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code certificate_lint_finding}: what is in force and breaks a rule, as the last nightly lint found it. */
@Component
public class LintFindings {

    private final JdbcClient jdbc;
    private final Clock clock;

    LintFindings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One certificate. Nothing about whom it names.
     *
     * @param serial in hexadecimal, as tools print it
     * @param findings what it breaks
     * @param foundAt when that was found first
     */
    public record Finding(String serial, String profile, List<String> findings, Instant issuedAt, Instant foundAt) {
    }

    /** How many there are. */
    public int count() {
        return jdbc.sql("SELECT count(*) FROM certificate_lint_finding").query(Integer.class).single();
    }

    /** The newest first. */
    public List<Finding> list(int limit) {
        return jdbc.sql("""
                SELECT c.serial, c.profile, f.findings, c.issued_at, f.found_at FROM certificate_lint_finding f
                JOIN certificate c ON c.id = f.certificate ORDER BY f.found_at DESC, c.serial LIMIT :limit""").param("limit", limit)
                .query((rs, i) -> new Finding(hex(rs.getBigDecimal("serial").toBigIntegerExact()), rs.getString("profile"),
                        List.of((String[]) rs.getArray("findings").getArray()),
                        rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("found_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void found(UUID certificate, List<String> findings, UUID run) {
        jdbc.sql("""
                INSERT INTO certificate_lint_finding (certificate, findings, found_at, run) VALUES (:certificate, :findings, :now, :run)
                ON CONFLICT (certificate) DO UPDATE SET findings = :findings, run = :run""").param("certificate", certificate)
                .param("findings", findings.toArray(String[]::new)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("run", run).update();
    }

    /** Forgets what this run did not find any more. */
    void forgetAllBut(UUID run) {
        jdbc.sql("DELETE FROM certificate_lint_finding WHERE run <> :run").param("run", run).update();
    }

    static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }
}
