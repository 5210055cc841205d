package id.paraf.timestamp;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * The clock of the database's machine. On a machine of its own it is another clock; beside the application it is the same
 * one, and then it shows only that the database is there.
 */
final class DatabaseTime implements TimeWitness {

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final Clock clock;

    DatabaseTime(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Reading read() throws IOException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement("SELECT clock_timestamp()")) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            // Waiting for a connection is no part of what is measured.
            long before = System.nanoTime();
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("no time came");
                }
                var there = row.getObject(1, OffsetDateTime.class).toInstant();
                var half = Duration.ofNanos((System.nanoTime() - before) / 2);
                return new Reading(Duration.between(there, clock.instant().minus(half)), half);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
