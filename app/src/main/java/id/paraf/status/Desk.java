package id.paraf.status;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * So many sign at it at the same time, so many wait before it, and the rest is sent away at once. Those who sign are threads
 * of its own: handing one turn from thread to thread costs as much as a signature. They go home when there is nothing to do.
 */
final class Desk {

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor signers;

    Desk(String name, int atOnce, int waiting) {
        this.signers = new ThreadPoolExecutor(atOnce, atOnce, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name(name).factory());
        signers.allowCoreThreadTimeOut(true);
    }

    /** What the work will give, or null if there was no place left. */
    <T> @Nullable CompletableFuture<T> take(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        try {
            signers.execute(() -> {
                try {
                    result.complete(work.get());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException full) {
            return null;
        }
        return result;
    }
}
