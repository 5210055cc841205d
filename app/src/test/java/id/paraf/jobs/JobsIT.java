package id.paraf.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import id.paraf.kernel.Job;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Proves;
import id.paraf.testing.TestDatabase;

class JobsIT {

    @Test
    @Proves("RE-06")
    void twoNodesRunAJobOnceAndAgainWhenItIsDueAfterAFailure() throws InterruptedException {
        // A database of its own: beside the jobs of a running application, these nodes would first have to read past those.
        var database = TestDatabase.create();
        Flyway.configure().dataSource(database).locations("classpath:db/migration", "classpath:db/keyroom").load().migrate();
        var clock = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
        var runs = new AtomicInteger();
        var ran = new Semaphore(0);
        var job = new Job("test.once", Duration.ofHours(1), () -> {
            runs.incrementAndGet();
            ran.release();
            throw new IllegalStateException("A job that fails is tried again at its next turn");
        });
        var one = new Jobs(database, List.of(job), clock, Set.of());
        var other = new Jobs(database, List.of(job), clock, Set.of());
        one.start();
        other.start();
        try {
            assertThat(ran.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            // Both nodes poll every two seconds: a second run would come within that.
            assertThat(ran.tryAcquire(3, TimeUnit.SECONDS)).isFalse();
            clock.advance(Duration.ofHours(1));
            assertThat(ran.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(runs).hasValue(2);
        } finally {
            one.stop();
            other.stop();
        }
    }
}
