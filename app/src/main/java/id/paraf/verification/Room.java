package id.paraf.verification;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The heap that files in the hands of verification may take together (PD-01). Whoever holds bytes has taken room for them first, so
 * that any number of uploads at once costs no more than this; those that find no room are told to come again.
 */
final class Room {

    private static final int UNIT = 1024;

    private final Semaphore units;
    private final Duration patience;

    /** @param patience the moment in which another file may be done */
    Room(long bytes, Duration patience) {
        this.patience = patience;
        this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    /** A part of the room. Not for several threads at a time. */
    final class Share implements AutoCloseable {

        private int held;

        /** Whether there was room for that many bytes more; waits a moment for it. */
        boolean grow(long bytes) throws InterruptedException {
            int more = units(bytes);
            if (!units.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            held += more;
            return true;
        }

        void shrink(long bytes) {
            int less = Math.min(held, units(bytes));
            held -= less;
            units.release(less);
        }

        @Override
        public void close() {
            units.release(held);
            held = 0;
        }
    }

    Share share() {
        return new Share();
    }

    /** How many bytes are free. */
    long free() {
        return (long) units.availablePermits() * UNIT;
    }

    private static int units(long bytes) {
        return (int) ((bytes + UNIT - 1) / UNIT);
    }
}
