package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The lists of revoked certificates. A list is good until something is revoked or half its time is over; whoever asks then
 * gets a new one, so no job has to run for a list to be right.
 */
@Component
public class RevocationLists {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);

    /** Longer than signing and storing a list takes, and than clocks of nodes differ. */
    private static final Duration SETTLES = Duration.ofSeconds(10);

    private final ListRows rows;
    private final KnownLists known;
    private final Authorities authorities;
    private final PublishList publish;
    private final Clock clock;
    private final ReentrantLock publishing = new ReentrantLock();

    RevocationLists(ListRows rows, KnownLists known, Authorities authorities, PublishList publish, Clock clock) {
        this.rows = rows;
        this.known = known;
        this.authorities = authorities;
        this.publish = publish;
        this.clock = clock;
    }

    /**
     * A signed list.
     *
     * @param number of the list, growing
     * @param thisUpdate when it is right
     * @param nextUpdate when a newer one is there at the latest
     * @param der the CRL
     * @param etag a quoted entity tag, derived from the content
     */
    public record Published(long number, Instant thisUpdate, Instant nextUpdate, byte[] der, String etag) {

        /**
         * The Last-Modified of the list, or nothing while it is young. Several lists may be signed within one second, and a date knows
         * no less: until it is sure that no other list of that second comes, there is none (RFC 9110 §8.8.2.2), and then it is a date at
         * which nobody got an earlier list, also who asks by the time of a download.
         */
        public Optional<Instant> modified(Instant now) {
            Instant settled = thisUpdate.plus(SETTLES);
            return now.isBefore(settled) ? Optional.empty() : Optional.of(settled);
        }
    }

    /** The list of this name, as addresses spell it; empty if there is none. */
    public Optional<Published> current(String name) {
        return ListName.of(name).flatMap(wanted -> known.orAsItWas(wanted, () -> read(wanted)));
    }

    /** Names of all complete lists of an authority. */
    public List<String> names(String authority) {
        return IntStream.range(0, rows.state(authority).partitions())
                .mapToObj(partition -> new ListName(authority, partition, false).toString()).toList();
    }

    /** The name of the delta beside a complete list. */
    public static String delta(String complete) {
        return ListName.of(complete).orElseThrow().asDelta().toString();
    }

    private Optional<Published> read(ListName wanted) {
        return authorities.named(wanted.authority()).flatMap(authority -> current(wanted, authority));
    }

    private Optional<Published> current(ListName wanted, Authority authority) {
        var state = rows.state(wanted.authority());
        if (wanted.partition() >= state.partitions()) {
            return Optional.empty();
        }
        var complete = rows.newest(wanted.complete()).orElse(null);
        var delta = rows.newest(wanted.asDelta()).orElse(null);
        // What an offline root signed is all there is until its next ceremony.
        if (!authority.offline() && PublishList.due(state, complete, delta, clock.instant())) {
            alone(() -> {
                publish.publish(wanted.complete(), authority, false);
                return true;
            });
        }
        return known.newest(wanted);
    }

    /** One at a time: those who wait for the row would each hold a connection, and the keyroom needs one of its own. */
    <T> T alone(Supplier<T> work) {
        publishing.lock();
        try {
            return work.get();
        } finally {
            publishing.unlock();
        }
    }

    /** Publishes now if something was revoked since the last list. A database that goes meanwhile leaves that to the job. */
    void refresh(String authority) {
        try {
            names(authority).forEach(name -> ListName.of(name).ifPresent(this::read));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The lists of {} are not renewed yet", authority, away);
        }
    }
}
