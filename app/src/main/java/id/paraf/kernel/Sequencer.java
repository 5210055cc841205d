package id.paraf.kernel;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts what other transactions committed into one order: again and again, right after it became visible, and never two at
 * once, however many nodes run.
 */
public abstract class Sequencer extends Recurring {

    private final long lock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    /** Those of this node who wait would each hold a connection. */
    private final ReentrantLock local = new ReentrantLock();

    /** @param lock a number that no other advisory lock of this database uses */
    protected Sequencer(String name, Duration pause, long lock, JdbcClient jdbc, PlatformTransactionManager transactions) {
        super(name, pause);
        this.lock = lock;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        // Another one may be at work: in its own transaction this one always sees what that one committed.
        this.transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** Puts everything that is visible now into order. */
    @Override
    public abstract void run();

    /** Does the work in a transaction of its own, as the only one over all nodes. */
    protected <T> T alone(Supplier<T> work) {
        local.lock();
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", lock).query((rs, i) -> 0).single();
                return work.get();
            }));
        } finally {
            local.unlock();
        }
    }
}
