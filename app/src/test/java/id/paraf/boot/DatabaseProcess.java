package id.paraf.boot;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariConfig;

import id.paraf.kernel.Randomness;

/** A process of its own that starts the embedded database, commits rows one by one, and never says goodbye. */
final class DatabaseProcess {

    private DatabaseProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]), new Randomness());
        var pool = new HikariConfig();
        database.configure(pool);
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
}
