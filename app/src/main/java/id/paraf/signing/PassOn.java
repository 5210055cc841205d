package id.paraf.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;

/**
 * Hands a document on from one signer to the next. Always in the transaction of what made the turn end, which holds the round's
 * lock, so that a turn is neither lost nor given twice.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PassOn {

    private final RoundRows rows;
    private final DocumentRows documents;
    private final LentRows lent;
    private final DocumentSafe safe;
    private final RoundNotices notices;
    private final Obstacles obstacles;
    private final Audit audit;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PassOn(RoundRows rows, DocumentRows documents, LentRows lent, DocumentSafe safe, RoundNotices notices, Obstacles obstacles,
            Audit audit, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.documents = documents;
        this.lent = lent;
        this.safe = safe;
        this.notices = notices;
        this.obstacles = obstacles;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    /** Locks a running round; empty if it is over. Before any of its documents is locked, or two who do so wait for each other. */
    Optional<Round> running(UUID round) {
        return rows.lock(round).filter(Round::running);
    }

    /** Whether the document may still be signed for its turn; locks the round. */
    boolean stillAsked(Document document) {
        return document.round() != null && running(document.round()).flatMap(Round::current)
                .filter(turn -> document.id().equals(turn.document())).isPresent();
    }

    /** The turn for which this document was there is signed: the asker has the signature, and the next one is asked. */
    void signed(Document document, byte[] pdf, DocumentRows.Signature signature, Origin origin) {
        var round = rows.find(Objects.requireNonNull(document.round())).orElseThrow();
        var turn = round.current().orElseThrow();
        byte[] sealed = safe.seal(round.document(), round.asker(), true, pdf);
        lent.carry(round.document(), round.id(), new DocumentRows.Signature(signature.certificate(), signature.level(), pdf.length,
                sealed, signature.deleteAfter()));
        rows.done(round.id(), turn.position(), Turn.State.SIGNED, null);
        record("round.turn.signed", round, turn, turn.account(), origin);
        next(round.id(), pdf, turn.account(), origin);
    }

    /** Asks the next one; without one the round ends. */
    void next(UUID id, byte[] pdf, @Nullable UUID by, Origin origin) {
        var round = rows.find(id).orElseThrow();
        var turn = round.turns().stream().filter(each -> each.state() == Turn.State.LATER).findFirst();
        if (turn.isPresent()) {
            ask(round, turn.get(), pdf, by, origin);
        } else {
            // Nothing was made where everybody was skipped.
            end(round, round.signed() == 0 ? Round.State.WITHDRAWN : Round.State.FINISHED, pdf, by, origin);
        }
    }

    private void ask(Round round, Turn turn, byte[] pdf, @Nullable UUID by, Origin origin) {
        var original = documents.find(round.asker(), round.document()).orElseThrow();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        var document = new Document(id, turn.account(), round.name(), original.pages(), pdf.length, original.protection(),
                Hashes.sha256(pdf), Document.State.WAITING, null, now, null, null, null, null, null, round.endsAt(), round.id(),
                turn.position(), true);
        documents.insert(document, safe.seal(id, turn.account(), false, pdf));
        rows.asked(round.id(), turn.position(), id);
        audit.record(new AuditEvent("round.turn.begun", turn.account(), by, "round:" + round.id(),
                Map.of("position", Integer.toString(turn.position()), "sha256", document.sha256Hex()),
                seenBy(turn.account(), by, origin)));
        notices.asked(round, turn);
        changed(round);
        if (!turn.account().equals(round.asker()) && obstacles.of(round, turn).isPresent()) {
            notices.told(round, List.of(round.asker()), RoundNotices.News.STUCK);
        }
    }

    /** Ends it: nobody who has not signed keeps the document, and everyone concerned but whoever ended it is told. */
    void end(Round round, Round.State how, byte @Nullable [] pdf, @Nullable UUID by, Origin origin) {
        var concerned = round.turns().stream()
                .filter(turn -> turn.state() == Turn.State.ASKED || turn.state() == Turn.State.SIGNED).map(Turn::account);
        var told = Stream.concat(Stream.of(round.asker()), concerned)
                .filter(account -> !account.equals(by)).distinct().toList();
        rows.end(round.id(), how);
        lent.takeBack(round.id());
        if (how == Round.State.FINISHED && pdf != null) {
            complete(round, pdf);
        }
        lent.release(round.id());
        audit.record(new AuditEvent("round.ended", round.asker(), by, "round:" + round.id(),
                Map.of("outcome", how.name(), "signed", Long.toString(round.signed())), seenBy(round.asker(), by, origin)));
        notices.told(round, told, RoundNotices.News.of(how));
        changed(round);
    }

    /** Whoever follows it is told. */
    void changed(Round round) {
        events.publishEvent(new RoundChanged(round.id()));
    }

    /** Whoever signed has the document as all have signed it; the last one has it already. */
    private void complete(Round round, byte[] pdf) {
        for (var turn : round.turns()) {
            if (turn.state() == Turn.State.SIGNED && turn.document() != null) {
                lent.complete(turn.document(), round.id(), pdf.length, safe.seal(turn.document(), turn.account(), true, pdf));
            }
        }
    }

    /** The document with all the signatures that it has so far. */
    byte[] present(Round round) {
        var kept = documents.kept(round.asker(), round.document()).orElseThrow();
        return safe.open(round.document(), round.asker(), kept.document().signed(), kept.sealed());
    }

    /** An event that concerns the asker. */
    void record(String type, Round round, Turn turn, @Nullable UUID by, Origin origin) {
        record(type, round, turn, by, origin, Map.of());
    }

    void record(String type, Round round, Turn turn, @Nullable UUID by, Origin origin, Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put("position", Integer.toString(turn.position()));
        details.put("signer", turn.account().toString());
        audit.record(new AuditEvent(type, round.asker(), by, "round:" + round.id(), details, seenBy(round.asker(), by, origin)));
    }

    /** People read the events about them: the address and device of somebody else are none of their business. */
    private static Origin seenBy(UUID reader, @Nullable UUID by, Origin origin) {
        return reader.equals(by) ? origin : Origin.SYSTEM;
    }
}
