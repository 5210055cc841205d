package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import id.paraf.certificate.RevocationLists.Published;
import id.paraf.pki.KeyIdentifiers;

/** The lists that were published, as this node knows them. Reads only; the bytes of the newest ones stay in memory, once each. */
@Component
public class KnownLists {

    private static final Logger LOG = LoggerFactory.getLogger(KnownLists.class);

    /** A database that did not answer is left alone for so long: whoever asks for lists would wait for it each time. */
    private static final Duration BREATHER = Duration.ofSeconds(5);

    private final ListRows rows;
    private final Clock clock;
    private final Map<ListName, Published> newest = new ConcurrentHashMap<>();
    private volatile Instant leftAloneUntil = Instant.MIN;

    KnownLists(ListRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * The newest list of this name, as addresses spell it; empty if there is none.
     *
     * @throws DataAccessException if the database is away and no list in memory is good any more
     */
    public Optional<Published> newest(String name) {
        return ListName.of(name).flatMap(wanted -> orAsItWas(wanted, () -> newest(wanted)));
    }

    /** Reads what is newest of all, for a node that is to know it when the database is away. */
    public void learn() {
        rows.names().forEach(this::newest);
    }

    Optional<Published> newest(ListName name) {
        return rows.newest(name).map(known -> loaded(name, known));
    }

    /**
     * What the database says; while it is away, what was published, which is right until its nextUpdate. Nothing else is.
     *
     * @throws DataAccessException if the database is away and no list in memory is good any more
     */
    Optional<Published> orAsItWas(ListName name, Supplier<Optional<Published>> asked) {
        var last = Optional.ofNullable(newest.get(name)).filter(list -> clock.instant().isBefore(list.nextUpdate()));
        if (last.isPresent() && clock.instant().isBefore(leftAloneUntil)) {
            return last;
        }
        try {
            return asked.get();
        } catch (DataAccessException | TransactionException away) {
            leftAloneUntil = clock.instant().plus(BREATHER);
            var asItWas = last.orElseThrow(() -> away);
            LOG.warn("The database is away; {} is served as it was", name);
            return Optional.of(asItWas);
        }
    }

    private Published loaded(ListName name, ListRows.Known known) {
        var kept = newest.get(name);
        if (kept != null && kept.number() == known.number()) {
            return kept;
        }
        byte[] der = rows.der(name, known.number()).orElseThrow();
        String etag = "\"" + HexFormat.of().formatHex(KeyIdentifiers.sha256(der), 0, 16) + "\"";
        var list = new Published(known.number(), known.thisUpdate(), known.nextUpdate(), der, etag);
        // CR-05: one reference is put in the place of another; who reads the old one reads all of it.
        newest.put(name, list);
        return list;
    }
}
