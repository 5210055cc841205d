package id.paraf.web.esign;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The heap that requests of both APIs may take together: whoever finds no room in time is told to come again. */
public final class Room {

    private static final int UNIT = 1024;
    /** A request is there as text, as files, as signed files and as the answer. */
    private static final int TIMES = 4;
    /** Less than the shortest patience of the applications that are known. */
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore units;
    private final int all;
    private final long most;

    /** @param most bytes of one request, which is what one counts as that does not say */
    Room(long bytes, long most) {
        this.all = units(bytes);
        this.units = new Semaphore(all, true);
        this.most = most;
    }

    /** Room for one request; null if there is none. */
    public @org.jspecify.annotations.Nullable Share enter(long length) throws InterruptedException {
        int wanted = Math.min(all, units(TIMES * (length < 0 ? most : Math.min(most, length))));
        return units.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS) ? () -> units.release(wanted) : null;
    }

    /** Given back by closing it, once. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT);
    }
}
