package id.paraf.timestamp;

import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Recurring;

/** The guarded clock of this node, looked at all the time so that a step shows when it happens; what it finds is recorded. */
@Component
class TimestampClock extends Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(TimestampClock.class);

    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ClockGuard guard;

    TimestampClock(Clock clock, TimeSources sources, TimestampSettings settings, Audit audit, TransactionTemplate transaction) {
        super("timestamp clock", settings.checkEvery());
        this.audit = audit;
        this.transaction = transaction;
        this.guard = new ClockGuard(clock, sources, settings, this::changed);
    }

    ClockGuard.Now now() {
        return guard.now();
    }

    /** Compares the clock with everything there is. */
    @Override
    public void run() {
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
}
