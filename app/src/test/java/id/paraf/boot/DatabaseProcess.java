package id.paraf.boot;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;

import id.paraf.kernel.Randomness;

/**
 * A process of its own that starts the embedded database and commits rows one by one. Told to end, it still writes the row
 * -1 after a while, as an application does that finishes its work, and only then stops the database.
 */
final class DatabaseProcess {

    private DatabaseProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]), new Randomness());
        var pool = new HikariConfig();
        database.configure(pool);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(database, pool)));
        try (var connection = java.sql.DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (n int)");
            for (int n = 0; n < Integer.MAX_VALUE; n++) {
                statement.execute("INSERT INTO kept VALUES (" + n + ")");
                // Printed after the commit: whoever reads it may rely on the row.
                System.out.println("committed " + n);
            }
        }
    }

    private static void finish(EmbeddedDatabase database, HikariConfig pool) {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        try (var connection = java.sql.DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO kept VALUES (-1)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            database.close();
        }
    }
}
