package id.paraf.web.status;

import java.time.Duration;

import id.paraf.kernel.Recurring;

/**
 * Reads lists and authorities' certificates before anybody asks for them: a node with the status role alone is to know all of them
 * when the database goes away.
 */
class FollowRepository extends Recurring {

    /** How old what is served without the database may be at the most when it goes. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RepositoryExchange repository;

    FollowRepository(RepositoryExchange repository) {
        super("repository follow", PAUSE);
        this.repository = repository;
    }

    @Override
    public void run() {
        repository.learn();
    }
}
