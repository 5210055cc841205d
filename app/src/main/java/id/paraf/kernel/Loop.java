package id.paraf.kernel;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that repeats on a thread of its own: at once when woken, otherwise after a pause, and until closed. A round that
 * fails is logged and followed by the next one.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Loop(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Starts repeating {@code round}, with {@code pause} between two rounds unless it is woken earlier. */
    public static Loop start(String name, Duration pause, Runnable round) {
        var loop = new Loop(name, pause, round);
        loop.thread.start();
        return loop;
    }

    /** Starts the next round now, or right after the one that runs. */
    public void wake() {
        bell.release();
    }

    /** Lets the round that runs come to its end, waiting a few seconds for it. */
    @Override
    public void close() {
        closed = true;
        bell.release();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                round.run();
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("{} failed and will run again", name, e);
                }
            }
            try {
                if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
