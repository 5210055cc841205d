package id.paraf.web.status;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import id.paraf.kernel.Loop;

/**
 * Reads lists and authorities' certificates before anybody asks for them: a node with the status role alone is to know all of them
 * when the database goes away.
 */
class FollowRepository implements SmartLifecycle {

    /** How old what is served without the database may be at the most when it goes. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepositoryExchange repository;
    private @Nullable Loop loop;

    FollowRepository(RepositoryExchange repository) {
        this.repository = repository;
    }

    @Override
    public synchronized void start() {
        repository.learn();
        loop = Loop.start("repository follow", PAUSE, repository::learn);
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

    /** Not in the way of the first answer. */
    @Override
    public int getPhase() {
        return 2;
    }
}
