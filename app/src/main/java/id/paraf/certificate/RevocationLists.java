package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import id.paraf.pki.KeyIdentifiers;

/**
 * The lists of revoked certificates. A list is good until something is revoked or half its time is over; whoever asks then
 * gets a new one, so no job has to run for a list to be right. The bytes of the newest ones stay in memory, once each.
 */
@Component
public class RevocationLists {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);

    private final ListRows rows;
    private final Authorities authorities;
    private final PublishList publish;
    private final Clock clock;
    private final ReentrantLock publishing = new ReentrantLock();
    private final Map<ListName, Published> newest = new ConcurrentHashMap<>();

    RevocationLists(ListRows rows, Authorities authorities, PublishList publish, Clock clock) {
        this.rows = rows;
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
    }

    /** The list of this name, as addresses spell it; empty if there is none. */
    public Optional<Published> current(String name) {
        return ListName.of(name).flatMap(wanted -> authorities.named(wanted.authority()).flatMap(authority -> {
            try {
                return current(wanted, authority);
            } catch (DataAccessException | TransactionException e) {
                return lastKnown(wanted, e);
            }
        }));
    }

    /** Names of all complete lists of an authority. */
    public List<String> names(String authority) {
        return IntStream.range(0, rows.state(authority).partitions())
                .mapToObj(partition -> new ListName(authority, partition, false).toString()).toList();
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
        return rows.newest(wanted).map(known -> loaded(wanted, known));
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

    /** The database is away: what was published is right until its nextUpdate, and nothing else is. */
    private Optional<Published> lastKnown(ListName name, RuntimeException cause) {
        Published last = newest.get(name);
        if (last == null || !clock.instant().isBefore(last.nextUpdate())) {
            throw cause;
        }
        LOG.warn("The database is away; {} is served as it was", name);
        return Optional.of(last);
    }

    private Published loaded(ListName name, ListRows.Known known) {
        @Nullable Published kept = newest.get(name);
        if (kept != null && kept.number() == known.number()) {
            return kept;
        }
        byte[] der = rows.der(name, known.number()).orElseThrow();
        String etag = "\"" + java.util.HexFormat.of().formatHex(KeyIdentifiers.sha256(der), 0, 16) + "\"";
        var list = new Published(known.number(), known.thisUpdate(), known.nextUpdate(), der, etag);
        // CR-05: one reference is put in the place of another; who reads the old one reads all of it.
        newest.put(name, list);
        return list;
    }

    /** Publishes now if something was revoked since the last list. */
    void refresh(String authority) {
        names(authority).forEach(this::current);
    }

}
