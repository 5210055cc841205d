package id.paraf.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Does in one go what several threads ask for at the same time, as one commit serves many changes. Who comes while nobody is at
 * work begins at once and waits for nobody; who comes while somebody is at work goes with the next go. If a go fails, each of it is
 * done again alone by its own thread, so that nobody fails for another's sake: the work must leave nothing behind when it fails.
 *
 * @param <T> what is asked for
 * @param <R> what comes of it
 */
public final class Together<T, R> {

    private final Function<List<T>, List<R>> work;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Wish<T, R>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param most how many go together at the most
     * @param work answers each in the order of the list; runs on the thread of one of those who ask
     */
    public Together(int most, Function<List<T>, List<R>> work) {
        this.most = most;
        this.work = work;
    }

    private enum Turn {
        /** To do the work for itself and for those behind it. */
        LEAD,
        /** It was done. */
        DONE,
        /** It failed together with others. */
        ALONE
    }

    private static final class Wish<T, R> {
        private final T what;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();
        private @Nullable R result;

        Wish(T what) {
            this.what = what;
        }
    }

    /** What came of it; throws what the work threw when it was done for this alone. */
    public R ask(T what) {
        var wish = new Wish<T, R>(what);
        if (begins(wish)) {
            return lead(wish);
        }
        return switch (wish.turn.join()) {
            case LEAD -> lead(wish);
            case DONE -> Objects.requireNonNull(wish.result);
            case ALONE -> alone(wish);
        };
    }

    /** How many wait for the next go. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean begins(Wish<T, R> wish) {
        lock.lock();
        try {
            waiting.addLast(wish);
            boolean begins = !busy;
            busy = true;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /** The first of those that wait is the one that leads. */
    private R lead(Wish<T, R> own) {
        var all = next();
        List<R> results;
        try {
            results = work.apply(all.stream().map(wish -> wish.what).toList());
            if (results.size() != all.size()) {
                throw new IllegalStateException(all.size() + " were asked for, " + results.size() + " came");
            }
        } catch (RuntimeException | Error e) {
            passOn();
            others(all, own).forEach(wish -> wish.turn.complete(Turn.ALONE));
            if (all.size() == 1) {
                throw e;
            }
            return alone(own);
        }
        passOn();
        for (int i = 0; i < all.size(); i++) {
            var wish = all.get(i);
            wish.result = results.get(i);
            wish.turn.complete(Turn.DONE);
        }
        return Objects.requireNonNull(own.result);
    }

    private R alone(Wish<T, R> wish) {
        return work.apply(List.of(wish.what)).getFirst();
    }

    private List<Wish<T, R>> others(List<Wish<T, R>> all, Wish<T, R> own) {
        return all.stream().filter(wish -> wish != own).toList();
    }

    private List<Wish<T, R>> next() {
        lock.lock();
        try {
            var all = new ArrayList<Wish<T, R>>();
            while (all.size() < most && !waiting.isEmpty()) {
                all.add(waiting.removeFirst());
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void passOn() {
        lock.lock();
        try {
            var first = waiting.peekFirst();
            busy = first != null;
            if (first != null) {
                first.turn.complete(Turn.LEAD);
            }
        } finally {
            lock.unlock();
        }
    }
}
