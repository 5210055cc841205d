package id.paraf.signing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** Begins a round: from now on the document goes from one signer to the next. */
@Component
public class AskOthers {

    /** People are at their desks until then. */
    private static final LocalTime CLOSING = LocalTime.of(17, 0);

    private final DocumentRows documents;
    private final LentRows lent;
    private final RoundRows rows;
    private final PassOn passOn;
    private final RoundNotices notices;
    private final SigningSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final Limits limits;

    AskOthers(DocumentRows documents, LentRows lent, RoundRows rows, PassOn passOn, RoundNotices notices,
            SigningSettings settings, Audit audit,
            Clock clock, Limits limits) {
        this.documents = documents;
        this.lent = lent;
        this.rows = rows;
        this.passOn = passOn;
        this.notices = notices;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * One who is asked.
     *
     * @param called what the asker may call this person
     * @param spot where the mark is to stand; null leaves it to the signer
     */
    public record Signer(UUID account, String called, MarkChoice.@Nullable Spot spot) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Begun(UUID round) implements Outcome {
        }

        /** The document is not there, or not this account's. */
        record NotThere() implements Outcome {
        }

        /** It is being signed right now, or others are signing it already, or nobody can. */
        record NotNow() implements Outcome {
        }

        /** This account has asked for more in a day than anybody means. */
        record TooMany() implements Outcome {
        }
    }

    /** The first day that can be a round's last. */
    public LocalDate earliest() {
        return LocalDate.ofInstant(clock.instant(), Wib.ZONE).plusDays(1);
    }

    /** The last day of a round that nobody ends before. */
    public LocalDate latest() {
        return LocalDate.ofInstant(clock.instant().plus(settings.longestRound()), Wib.ZONE);
    }

    /**
     * Asks.
     *
     * @param signers in their order, each once, at most {@link Round#MOST}
     * @param until the last day, at whose closing time the round ends; null for as long as a round can run
     */
    @Transactional
    public Outcome ask(UUID asker, UUID id, List<Signer> signers, String message, @Nullable LocalDate until, Origin origin) {
        return ask(asker, null, id, signers, message, until, origin);
    }

    /**
     * The same, asked by an application in somebody's name, who is told.
     *
     * @param application as the pages call it
     */
    @Transactional
    public Outcome askThrough(String application, UUID asker, UUID id, List<Signer> signers, String message,
            @Nullable LocalDate until,
            Origin origin) {
        return ask(asker, application, id, signers, message, until, origin);
    }

    private Outcome ask(UUID asker, @Nullable String via, UUID id, List<Signer> signers, String message, @Nullable LocalDate until,
            Origin origin) {
        if (signers.isEmpty() || signers.size() > Round.MOST) {
            throw new IllegalArgumentException("Not so many signers: " + signers.size());
        }
        Instant now = clock.instant();
        var document = documents.lock(asker, List.of(id)).stream().findFirst().orElse(null);
        if (document == null) {
            return new Outcome.NotThere();
        }
        if (document.held() || document.asked() || document.worked(now) || document.state() == Document.State.FAILED) {
            return new Outcome.NotNow();
        }
        if (!limits.take(Limit.ROUND_PER_ACCOUNT, asker.toString()).granted()) {
            return new Outcome.TooMany();
        }
        var round = new Round(UUID.randomUUID(), asker, id, document.name(), message.strip(), via, Round.State.RUNNING, now,
                (until == null ? latest() : until).atTime(CLOSING).atZone(Wib.ZONE).toInstant(), null, List.of());
        var turns = new ArrayList<Turn>();
        for (var signer : signers) {
            turns.add(
                    new Turn(round.id(), turns.size() + 1, signer.account(), signer.called(), signer.spot(), Turn.State.LATER, null,
                            null, null, null, 0, 0, null));
        }
        rows.insert(
                new Round(round.id(), asker, id, round.name(), round.message(), via, round.state(), now, round.endsAt(), null,
                        turns));
        lent.lend(id, round.id());
        var details = new HashMap<>(Map.of("document", id.toString(), "signers", Integer.toString(signers.size()), "endsAt",
                round.endsAt().toString()));
        if (via != null) {
            details.put("application", via);
        }
        UUID by = via == null ? asker : null;
        audit.record(new AuditEvent("round.begun", asker, by, "round:" + round.id(), details, origin));
        if (via != null) {
            notices.told(round, List.of(asker), RoundNotices.News.ASKED_FOR_YOU);
        }
        passOn.next(round.id(), passOn.present(round), by, origin);
        return new Outcome.Begun(round.id());
    }
}
