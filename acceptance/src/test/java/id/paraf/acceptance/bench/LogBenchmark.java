package id.paraf.acceptance.bench;

import java.nio.file.Files;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

import org.springframework.boot.builder.SpringApplicationBuilder;

import id.paraf.boot.Paraf;
import id.paraf.transparency.PublicLog;

/**
 * Numbering waiting entries and signing a head over them, against one SHA-256 and one INSERT for each on the same durable
 * database in the same batches; then what a proof costs in a tree of a million.
 */
final class LogBenchmark {

    private static final int ROUND = 20_000;
    private static final int BATCH = 1000;
    private static final int PAIRS = 7;
    private static final int MILLION = 1_000_000;
    private static final int PROOFS = 2000;

    private LogBenchmark() {
    }

    static String run() throws Exception {
        try (var database = new DurableDatabase();
                var application = new SpringApplicationBuilder(Paraf.class).profiles("demo").run("--server.port=0",
                        "--paraf.database.url=" + database.pool().getJdbcUrl(), "--paraf.database.user=postgres",
                        "--logging.level.root=WARN", "--paraf.data-directory=" + Files.createTempDirectory("paraf-log"))) {
            return run(database.pool(), application.getBean(PublicLog.class));
        }
    }

    private static String run(DataSource database, PublicLog log) throws Exception {
        update(database, "CREATE TABLE raw_entry (number bigint PRIMARY KEY, leaf bytea NOT NULL, hash bytea NOT NULL)");
        double[] ours = new double[PAIRS];
        double[] raw = new double[PAIRS];
        double[] ratios = new double[PAIRS];
        long[] next = {0};
        for (int i = -1; i < PAIRS; i++) {
            long started = System.nanoTime();
            raw(database, next);
            long limit = System.nanoTime() - started;
            wait(database, ROUND);
            started = System.nanoTime();
            log.settle();
            long took = System.nanoTime() - started;
            if (i >= 0) {
                ours[i] = ROUND * 1e9 / took;
                raw[i] = ROUND * 1e9 / limit;
                ratios[i] = (double) took / limit;
            }
        }
        return String.format(Locale.ROOT, "%-58s %8.0f /s %8.0f /s   %5.2f×   (aim 2.00×)%n%s",
                "log append: number and sign / SHA-256 + INSERT", Ratio.median(ours), Ratio.median(raw), Ratio.median(ratios),
                proofs(database, log));
    }

    private static String proofs(DataSource database, PublicLog log) throws SQLException {
        wait(database, (int) (MILLION - log.size()));
        log.settle();
        long size = log.size();
        double[] took = new double[PROOFS];
        for (int i = -PROOFS; i < PROOFS; i++) {
            long started = System.nanoTime();
            log.inclusion(Math.floorMod(i * 7919L * 104_729L, size), size);
            took[Math.max(0, i)] = (System.nanoTime() - started) / 1e6;
        }
        return String.format(Locale.ROOT, "%-58s %8.2f ms", "log proof: one of " + size + " entries, from the database",
                Ratio.median(took));
    }

    /** Entries as transactions leave them, all at once. */
    private static void wait(DataSource database, int count) throws SQLException {
        update(database, """
                INSERT INTO transparency_pending (at, type, leaf, subject)
                SELECT now(), 'certificate.prepared', convert_to('{"v":"1","type":"certificate.prepared",'
                    || '"at":"2026-11-02T02:00:00Z","issuer":"issuing-g1","serial":"' || md5(i::text) || '","tbs":"'
                    || encode(sha256(i::text::bytea), 'hex') || '","lint":"' || encode(sha256(('l' || i)::bytea), 'hex')
                    || '"}', 'UTF8'), 'certificate:' || gen_random_uuid()
                FROM generate_series(1, %d) i""".formatted(count));
    }

    private static void raw(DataSource database, long[] next) throws Exception {
        byte[] leaf = new byte[260];
        var digest = MessageDigest.getInstance("SHA-256");
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int done = 0; done < ROUND; done += BATCH) {
                var numbers = new Long[BATCH];
                var leaves = new byte[BATCH][];
                var hashes = new byte[BATCH][];
                for (int i = 0; i < BATCH; i++) {
                    numbers[i] = next[0]++;
                    leaf[0]++;
                    leaves[i] = leaf.clone();
                    hashes[i] = digest.digest(leaf);
                }
                try (var statement = connection.prepareStatement(
                        "INSERT INTO raw_entry SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::bytea[])")) {
                    statement.setObject(1, numbers);
                    statement.setObject(2, leaves);
                    statement.setObject(3, hashes);
                    statement.executeUpdate();
                }
                connection.commit();
            }
            connection.setAutoCommit(true);
        }
    }

    private static void update(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
