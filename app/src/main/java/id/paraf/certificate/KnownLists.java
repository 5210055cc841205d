package id.paraf.certificate;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    private final ListRows rows;
    private final Clock clock;
    private final Map<ListName, Published> newest = new ConcurrentHashMap<>();

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
        return ListName.of(name).flatMap(wanted -> {
            try {
                return newest(wanted);
            } catch (DataAccessException | TransactionException e) {
                return lastKnown(wanted, e);
            }
        });
    }

    Optional<Published> newest(ListName name) {
        return rows.newest(name).map(known -> loaded(name, known));
    }

    /** The database is away: what was published is right until its nextUpdate, and nothing else is. */
    Optional<Published> lastKnown(ListName name, RuntimeException cause) {
        Published last = newest.get(name);
        if (last == null || !clock.instant().isBefore(last.nextUpdate())) {
            throw cause;
        }
        LOG.warn("The database is away; {} is served as it was", name);
        return Optional.of(last);
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
