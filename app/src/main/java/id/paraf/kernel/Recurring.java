package id.paraf.kernel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** What a node does over and over, on a thread of its own, from its start until it stops. */
public abstract class Recurring implements SmartLifecycle {

    private final String name;
    private final Duration pause;
    private @Nullable Loop loop;

    /**
     * @param name of the thread
     * @param pause between the end of one round and the beginning of the next
     */
    protected Recurring(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /** One round. May be called at any time besides. */
    public abstract void run();

    @Override
    public synchronized void start() {
        loop = Loop.start(name, pause, this::run);
    }

    @Override
    public synchronized void stop() {
        if (loop != null) {
            loop.close();
            loop = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return loop != null;
    }
}
