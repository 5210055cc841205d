package id.paraf.certificate;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.pki.RevocationReason;

/** The register as those follow it who answer for it: first everything, then what changed. Reads only. */
@Component
public class StatusFeed {

    /** What was over for longer is not told any more. */
    static final Duration KEPT = Duration.ofDays(1);
    private static final int AT_ONCE = 5_000;

    private static final String COLUMNS = """
            SELECT serial, floor(extract(epoch FROM not_after))::bigint AS ends, phase, reason,
                   floor(extract(epoch FROM CASE phase WHEN 'SUSPENDED' THEN coalesce(suspended_at, issued_at)
                                            ELSE revoked_at END))::bigint AS stopped
            FROM certificate
            WHERE authority = :authority AND phase IN ('ISSUED', 'SUSPENDED', 'REVOKED')
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    StatusFeed(JdbcClient jdbc, Clock clock, DataSource database) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(database));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Takes one certificate after the other. */
    public interface Sink {

        /**
         * @param serial content of the INTEGER
         * @param notAfter last second of its validity
         * @param stoppedAt second of its revocation or suspension, or -1 while it is in force
         * @param reason number of CRLReason, 0 if none or while it is in force
         */
        void take(byte[] serial, long notAfter, long stoppedAt, int reason);
    }

    /**
     * How far a follower has come.
     *
     * @param transaction the oldest one that may not have been seen
     * @param asOf everything committed before this moment was seen
     */
    public record Position(long transaction, Instant asOf) {
    }

    /** Everything of an authority that was issued and is not over. */
    public Position all(String authority, Sink sink) {
        return read(authority, 0, sink);
    }

    /** What changed since a position; things may be told twice, and never too late. */
    public Position since(String authority, Position position, Sink sink) {
        return read(authority, position.transaction(), sink);
    }

    private Position read(String authority, long from, Sink sink) {
        Instant asOf = clock.instant();
        return java.util.Objects.requireNonNull(snapshot.execute(status -> {
            record Bounds(long oldestOpen, long next) {
            }
            var bounds = jdbc.sql("""
                    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_open,
                           pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next""")
                    .query((rs, i) -> new Bounds(rs.getLong("oldest_open"), rs.getLong("next"))).single();
            // A restored database holds numbers of its former server, which mean nothing until this one has reached them.
            var rows = from == 0
                    ? jdbc.sql(COLUMNS + " AND not_after >= :kept").param("kept", CertificateRows.utc(asOf.minus(KEPT)))
                    : jdbc.sql(COLUMNS + " AND changed_in >= :from AND changed_in < :next").param("from", from).param("next",
                            bounds.next());
            rows.withFetchSize(AT_ONCE).param("authority", authority)
                    .query((org.springframework.jdbc.core.RowCallbackHandler) row -> tell(row, sink));
            return new Position(bounds.oldestOpen(), asOf);
        }));
    }

    private static void tell(ResultSet row, Sink sink) throws SQLException {
        BigDecimal serial = row.getBigDecimal("serial");
        boolean inForce = row.getString("phase").equals("ISSUED");
        boolean suspended = row.getString("phase").equals("SUSPENDED");
        sink.take(serial.toBigIntegerExact().toByteArray(), row.getLong("ends"), inForce ? -1 : row.getLong("stopped"),
                inForce ? 0 : suspended ? RevocationReason.CERTIFICATE_HOLD.code() : row.getInt("reason"));
    }
}
