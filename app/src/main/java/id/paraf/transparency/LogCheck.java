package id.paraf.transparency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.merkle.Frontier;
import id.paraf.pki.merkle.TreeHash;

/**
 * Reads every leaf again and computes every root that was ever signed: an entry that was removed, changed or moved behind the
 * database's back is found and named as narrowly as the heads allow.
 */
@Component
class LogCheck {

    private static final Logger LOG = LoggerFactory.getLogger(LogCheck.class);
    private static final int PAGE = 2000;

    private final EntryRows entries;
    private final Heads heads;
    private final LogKey key;
    private final LogSequencer sequencer;
    private final Keyroom keyroom;
    private final Audit audit;
    private final TransactionTemplate transaction;

    LogCheck(EntryRows entries, Heads heads, LogKey key, LogSequencer sequencer, Keyroom keyroom, Audit audit,
            TransactionTemplate transaction) {
        this.entries = entries;
        this.heads = heads;
        this.key = key;
        this.sequencer = sequencer;
        this.keyroom = keyroom;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Checks, and raises the alarm if something is wrong. */
    Optional<String> run() {
        var wrong = defect();
        wrong.ifPresentOrElse(sentence -> {
            LOG.error("The transparency log does not hold: {}", sentence);
            transaction.executeWithoutResult(status -> audit.record(
                    new AuditEvent("log.check-failed", null, null, "log:" + key.id(), Map.of("defect", sentence), Origin.SYSTEM)));
        }, () -> LOG.info("The transparency log holds"));
        return wrong;
    }

    /** The first thing that is wrong, in a sentence. */
    private Optional<String> defect() {
        // Counted before the numbering, so that nothing new is missed below.
        long events = keyroom.eventCount();
        Optional<String> stuck = Optional.empty();
        try {
            sequencer.settle();
        } catch (RuntimeException refused) {
            stuck = Optional.of("no head can be signed: " + refused.getMessage());
        }
        var frontier = Frontier.empty();
        var signed = new ArrayList<>(heads.all());
        List<EntryRows.Stored> page;
        do {
            page = entries.page(frontier.size(), PAGE);
            for (var entry : page) {
                if (entry.number() != frontier.size()) {
                    return Optional.of("entry " + frontier.size() + " was removed");
                }
                var broken = reached(signed, frontier);
                if (broken.isPresent()) {
                    return broken;
                }
                if (!Arrays.equals(frontier.append(TreeHash.leaf(entry.leaf())), entry.nodes())) {
                    return Optional.of("entry " + entry.number() + " was changed, or exchanged with another");
                }
            }
        } while (page.size() == PAGE);
        var broken = reached(signed, frontier);
        if (broken.isPresent()) {
            return broken;
        }
        if (!signed.isEmpty()) {
            return Optional.of("the log ends after entry " + (frontier.size() - 1) + ", but a head over "
                    + signed.getFirst().head().size() + " entries was signed");
        }
        return entries.keyEventsEntered() < events ? Optional.of("the keyroom knows events that never got a number") : stuck;
    }

    /** Compares the tree with the heads of exactly its size, and takes them away. */
    private Optional<String> reached(List<Heads.Signed> signed, Frontier frontier) {
        while (!signed.isEmpty() && signed.getFirst().head().size() == frontier.size()) {
            var next = signed.removeFirst();
            if (!next.head().signedBy(key.publicKey(), next.signature())) {
                return Optional.of("the head over " + frontier.size() + " entries does not bear the log's signature");
            }
            if (!Arrays.equals(next.head().root(), frontier.root())) {
                return Optional.of("the first " + frontier.size() + " entries are not those that were signed, though each agrees "
                        + "with the tree that is kept beside it");
            }
        }
        return Optional.empty();
    }

    /** The recurring work of this package. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        Job checkLog(LogCheck check) {
            return new Job("transparency.check", Duration.ofHours(6), check::run);
        }
    }
}
