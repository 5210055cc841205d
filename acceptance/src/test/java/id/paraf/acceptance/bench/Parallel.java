package id.paraf.acceptance.bench;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** The same work many times, some of them at once. */
final class Parallel {

    private Parallel() {
    }

    /**
     * Nanoseconds until all are done.
     *
     * @param atOnce how many run at the same time
     * @throws Exception the first that went wrong
     */
    static long nanos(int atOnce, int times, Callable<?> work) throws Exception {
        try (var workers = Executors.newFixedThreadPool(atOnce)) {
            long started = System.nanoTime();
            for (var one : workers.invokeAll(Collections.nCopies(times, work))) {
                one.get();
            }
            return System.nanoTime() - started;
        }
    }
}
