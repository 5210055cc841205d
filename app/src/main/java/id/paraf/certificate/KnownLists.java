package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** A database that did not answer is left alone for so long. */
    private static final Duration BREATHER = Duration.ofSeconds(5);

    /** So long somebody waits for a newer list who could have the last one at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ListRows rows;
    private final Clock clock;
    private final Map<ListName, Published> newest = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean away;
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
     * What the database says; while it is away or takes long, what was published, which is right until its nextUpdate. Nothing else
     * is. Nobody waits for a database that is away while there is a list: it is asked behind their backs, now and then.
     *
     * @throws DataAccessException if the database is away and no list in memory is good any more
     */
    Optional<Published> orAsItWas(ListName name, Supplier<Optional<Published>> asked) {
        var last = Optional.ofNullable(newest.get(name)).filter(list -> clock.instant().isBefore(list.nextUpdate()));
        if (last.isEmpty()) {
            return asked.get();
        }
        if (!away) {
            var answer = ask(asked);
            try {
                return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failed && !isAway(failed)) {
                    throw failed;
                }
            } catch (TimeoutException slow) {
                leaveAlone();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("The database is away; {} is served as it was", name);
        } else if (!clock.instant().isBefore(leftAloneUntil) && asking.compareAndSet(false, true)) {
            ask(asked).whenComplete((answer, failed) -> asking.set(false));
        }
        return last;
    }

    /** In a thread of its own; whatever comes of it, late or not, says whether the database is there. */
    private CompletableFuture<Optional<Published>> ask(Supplier<Optional<Published>> asked) {
        var answer = new CompletableFuture<Optional<Published>>();
        Thread.ofVirtual().name("lists").start(() -> {
            try {
                var found = asked.get();
                away = false;
                answer.complete(found);
            } catch (RuntimeException e) {
                if (isAway(e)) {
                    leaveAlone();
                }
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void leaveAlone() {
        leftAloneUntil = clock.instant().plus(BREATHER);
        away = true;
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof DataAccessException || e instanceof TransactionException;
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
