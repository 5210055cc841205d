package id.paraf.status;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Lets so many sign at the same time, so many wait for it, and sends away the rest at once. */
final class Gate {

    private final Semaphore waiting;
    private final Semaphore signing;
    private final long patienceMillis;

    Gate(int atOnce, int waiting, long patienceMillis) {
        this.signing = new Semaphore(atOnce);
        this.waiting = new Semaphore(atOnce + waiting);
        this.patienceMillis = patienceMillis;
    }

    /** What the work gives, or null if there was no turn. */
    <T> @Nullable T pass(Supplier<T> work) {
        if (!waiting.tryAcquire()) {
            return null;
        }
        try {
            if (!signing.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                return null;
            }
            try {
                return work.get();
            } finally {
                signing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waiting.release();
        }
    }
}
