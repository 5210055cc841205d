package id.paraf.timestamp;

import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Loop;
import id.paraf.kernel.Origin;

/** The guarded clock of this node, looked at all the time so that a step shows when it happens; what it finds is recorded. */
@Component
class TimestampClock implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TimestampClock.class);

    private final TimestampSettings settings;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ClockGuard guard;
    private @Nullable Loop loop;

    TimestampClock(Clock clock, TimeSources sources, TimestampSettings settings, Audit audit, TransactionTemplate transaction) {
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.guard = new ClockGuard(clock, sources, settings, this::changed);
    }

    ClockGuard.Now now() {
        return guard.now();
    }

    /** Compares the clock with everything there is; the loop does so all the time. */
    void check() {
        guard.check();
    }

    private void changed(@Nullable String trouble) {
        if (trouble == null) {
            LOG.info("The clock is believed again: timestamps are given");
        } else {
            LOG.error("No timestamps: the clock is not believed: {}", trouble);
        }
        try {
            transaction.executeWithoutResult(status -> audit.record(new AuditEvent(
                    trouble == null ? "timestamp.clock-believed" : "timestamp.clock-doubted", null, null, "timestamp:clock",
                    trouble == null ? Map.of() : Map.of("why", trouble), Origin.SYSTEM)));
        } catch (DataAccessException | TransactionException e) {
            // Often the very reason: the database is away. The log has it.
            LOG.warn("What became of the clock could not be recorded: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void start() {
        loop = Loop.start("timestamp clock", settings.checkEvery(), this::check);
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.close();
            loop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }
}
