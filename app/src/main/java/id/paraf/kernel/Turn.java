package id.paraf.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does work that spans several transactions as the only one over all nodes; others wait for their turn. The turn hangs on a
 * connection of its own: when a node dies, its turn is over at once.
 */
@Component
public class Turn {

    /** Longer than any such work takes while its node is alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final DataSource database;
    private final Semaphore places;

    /** @param atOnce each turn holds a connection while its work needs others: all turns together must leave some */
    Turn(DataSource database, @Value("${paraf.database.turns:3}") int atOnce) {
        this.database = database;
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Waits for the turn, at most for twenty seconds, and does the work, which must look anew at what there is to do.
     *
     * @param what names the thing that only one may work on, for instance {@code journey:} and its id
     * @throws org.springframework.dao.DataAccessException if others take too long; nothing was done then
     */
    public <T extends @Nullable Object> T alone(String what, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Work of several transactions cannot be part of one");
        }
        places.acquireUninterruptibly();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                wait(connection, what);
                return work.get();
            } finally {
                // Ends the lock, and with it nothing else: the work had connections of its own.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The connection of a turn failed", e);
        } finally {
            places.release();
        }
    }

    private static void wait(Connection connection, String what) {
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        jdbc.sql("SELECT set_config('lock_timeout', :millis, true)").param("millis", Long.toString(PATIENCE.toMillis()))
                .query(String.class).single();
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))").param("what", what).query((rs, i) -> true).single();
    }
}
