package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.CrlBody;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;

/**
 * Signs the next list of an authority. A short one is complete each time; a long one is complete once a day, and a delta
 * tells in between. One writer at a time per authority, on however many nodes.
 */
@Component
class PublishList {

    /** CR-01: a new list at least every day, though each stays valid for longer if this host is down. */
    static final Duration RENEWED_AFTER = Duration.ofHours(24);
    private static final Duration VALID = Duration.ofDays(7);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    /** Up to so many entries a list is published as a whole with every revocation. */
    private static final int SHORT = 10_000;
    /** Everybody who asks for a blocked list finds it blocked; that is told once an hour. */
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(PublishList.class);

    private final ListRows lists;
    private final CertificateRows rows;
    private final Repository repository;
    private final LostEntries lost;
    private final Keyroom keyroom;
    private final Audit audit;
    private final Clock clock;
    private final Faults faults;
    private final TransactionTemplate transaction;
    private final Map<ListName, Instant> blocked = new ConcurrentHashMap<>();

    PublishList(ListRows lists, CertificateRows rows, Repository repository, LostEntries lost, Keyroom keyroom, Audit audit,
            Clock clock, Faults faults, TransactionTemplate transaction) {
        this.lists = lists;
        this.rows = rows;
        this.repository = repository;
        this.lost = lost;
        this.keyroom = keyroom;
        this.audit = audit;
        this.clock = clock;
        this.faults = faults;
        this.transaction = transaction;
    }

    /** Whether neither list tells of everything, the complete one is old, or the delta that it points to is missing. */
    static boolean due(ListRows.State state, ListRows.@Nullable Known complete, ListRows.@Nullable Known delta, Instant now) {
        return complete == null || delta == null || !fresh(complete, now)
                || Math.max(complete.revision(), delta.revision()) != state.revision();
    }

    private static boolean fresh(ListRows.Known list, Instant now) {
        // A list that is more than a few minutes ahead was signed while this machine's clock was wrong.
        return now.isBefore(list.thisUpdate().plus(RENEWED_AFTER)) && !list.thisUpdate().isAfter(now.plus(CLOCKS_DIFFER));
    }

    /** Publishes if it is due, or {@code anyway}. */
    void publish(ListName name, Authority authority, boolean anyway) {
        var forgotten = transaction.execute(status -> {
            var state = lists.lock(name.authority());
            var complete = lists.newest(name).orElse(null);
            if (!anyway && !due(state, complete, lists.newest(name.asDelta()).orElse(null), clock.instant())) {
                return List.<BigInteger>of();
            }
            Instant thisUpdate = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            // RFC 5280 §3.3: an entry stays until it appeared on a list issued after the certificate's end; after a long rest,
            // that is the next one.
            Instant usual = thisUpdate.minus(VALID);
            Instant kept = complete != null && complete.thisUpdate().isBefore(usual) ? complete.thisUpdate() : usual;
            var entries = rows.stopped(name.authority(), name.partition(), kept, 0).stream().map(row -> entry(row, thisUpdate))
                    .toList();
            var missing = lost.since(name, complete, entries);
            if (!missing.isEmpty()) {
                return missing;
            }
            long number = lists.lastNumber(name) + 1;
            Instant nextUpdate = thisUpdate.plus(VALID);
            var next = new ListRows.Known(number, state.revision(), thisUpdate, nextUpdate, null);
            if (complete == null || !fresh(complete, thisUpdate) || entries.size() <= SHORT) {
                sign(name, authority, state, next, entries);
            }
            // RFC 5280 §5.2.6: a list says where its delta is, so one is there from the first list on. It tells the same without
            // an entry, as its base is that very list.
            var base = complete == null ? next : complete;
            sign(name.asDelta(), authority, state, new ListRows.Known(number, state.revision(), thisUpdate, nextUpdate,
                    base.number()), complete == null ? List.of() : changes(name, kept, complete, thisUpdate));
            lists.forgetBefore(name, base.number());
            return List.<BigInteger>of();
        });
        faults.reached(CertificatePoint.LIST_PUBLISHED);
        if (forgotten != null && !forgotten.isEmpty()) {
            block(name, forgotten);
        }
    }

    /** What a delta says: who was stopped since its base, and who is in force again. */
    private List<CrlBody.Entry> changes(ListName name, Instant kept, ListRows.Known base, Instant thisUpdate) {
        var changes = new ArrayList<CrlBody.Entry>();
        rows.stopped(name.authority(), name.partition(), kept, base.revision()).stream().map(row -> entry(row, thisUpdate))
                .forEach(changes::add);
        rows.resumed(name.authority(), name.partition(), base.revision()).stream()
                .map(row -> new CrlBody.Entry(new SerialNumber(row.serial()), thisUpdate, null)).forEach(changes::add);
        return changes;
    }

    /** CR-04: better the list of before than one that forgot somebody. */
    private void block(ListName name, List<BigInteger> missing) {
        Instant now = clock.instant();
        Instant last = blocked.put(name, now);
        if (last != null && now.isBefore(last.plus(TOLD_AGAIN_AFTER)) && !last.isAfter(now)) {
            blocked.put(name, last);
            return;
        }
        LOG.error("List {} is not published: the register lost {} revoked certificates, such as {}", name, missing.size(),
                missing.getFirst().toString(16));
        transaction.executeWithoutResult(status -> audit.record(new AuditEvent("authority.list-blocked", null, null,
                "authority:" + name.authority(),
                Map.of("list", name.toString(), "missing", Integer.toString(missing.size()), "serial",
                        missing.getFirst().toString(16)),
                Origin.SYSTEM)));
    }

    private void sign(ListName name, Authority authority, ListRows.State state, ListRows.Known list, List<CrlBody.Entry> entries) {
        // As long as there is one list, it is about everything; from the second one on, each says which one it is.
        String point = state.partitions() > 1 ? repository.list(name.complete()) : null;
        String delta = repository.list(name.asDelta());
        Long base = list.base();
        var scope = new CrlBody.Scope(point, base == null ? delta : null, base == null ? null : BigInteger.valueOf(base));
        byte[] tbs = new CrlBody(authority.subject(), authority.publicKey(), BigInteger.valueOf(list.number()), list.thisUpdate(),
                list.nextUpdate(), scope, entries).toBeSigned();
        byte[] der = SignedDer.of(tbs, SignatureAlgorithm.of(authority.publicKey()),
                keyroom.signCrl(authority.key(), tbs).orThrow());
        faults.reached(CertificatePoint.LIST_SIGNED);
        lists.insert(name, list, entries.size(), der);
        audit.record(new AuditEvent("authority.list-published", null, null, "authority:" + authority.name(),
                Map.of("list", name.toString(), "number", Long.toString(list.number()), "entries",
                        Integer.toString(entries.size())),
                Origin.SYSTEM));
    }

    /** CR-02: no entry is later than the list. Another node's clock may be ahead, and what is known now is said now. */
    private static CrlBody.Entry entry(CertificateRows.Stopped row, Instant thisUpdate) {
        Instant at = row.at().truncatedTo(ChronoUnit.SECONDS);
        return new CrlBody.Entry(new SerialNumber(row.serial()), at.isAfter(thisUpdate) ? thisUpdate : at,
                row.suspended() ? RevocationReason.CERTIFICATE_HOLD : row.reason());
    }
}
