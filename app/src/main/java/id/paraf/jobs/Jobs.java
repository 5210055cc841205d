package id.paraf.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Job;

/**
 * Hands every {@link Job} to db-scheduler, whose table decides which node runs it. A node may leave some of them to the
 * others by name.
 */
@Component
class Jobs implements SmartLifecycle {

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2;

    private final DataSource database;
    private final List<Job> jobs;
    private final Clock clock;
    private @Nullable Scheduler scheduler;

    Jobs(DataSource database, List<Job> jobs, Clock clock, @Value("${paraf.jobs.left-to-others:}") Set<String> leftToOthers) {
        this.database = database;
        this.jobs = jobs.stream().filter(job -> !leftToOthers.contains(job.name())).toList();
        this.clock = clock;
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((instance, context) -> job.work().run());
    }

    @Override
    public synchronized void start() {
        scheduler = Scheduler.create(database).startTasks(jobs.stream().map(Jobs::task).toList()).clock(clock::instant)
                .threads(AT_ONCE).pollingInterval(POLL).shutdownMaxWait(PATIENCE).failureLogging(LogLevel.WARN, true).build();
        scheduler.start();
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
