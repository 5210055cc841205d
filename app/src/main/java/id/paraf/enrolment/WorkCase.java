package id.paraf.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.selfie.Meeting;
import id.paraf.selfie.SelfieCases;

/**
 * Sees people whom the camera did not: arranges how they are met, and decides what a reset handed over. That approval lets the person
 * go on, and nothing more: the passphrase is theirs to choose (RP-28). An application is decided as every other is.
 */
@Component
public class WorkCase {

    private final OfficerDesk desk;
    private final ApplicationRows rows;
    private final SelfieCases cases;
    private final Clock clock;
    private final TransactionTemplate transaction;

    WorkCase(OfficerDesk desk, ApplicationRows rows, SelfieCases cases, Clock clock, TransactionTemplate transaction) {
        this.desk = desk;
        this.rows = rows;
        this.cases = cases;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * What an officer typed to arrange a meeting.
     *
     * @param kind null if none was chosen
     * @param at null if day or time were left out or are none
     */
    public record Wish(Meeting.@Nullable Kind kind, @Nullable Instant at, String place) {
    }

    /** What is wrong with it. */
    public enum Flaw {
        KIND_MISSING, NO_TIME,
        /** It has passed. */
        PAST,
        /** What waits for it ends before. */
        TOO_LATE, NO_PLACE
    }

    /** What became of an arrangement. */
    public sealed interface Arranged {

        /** The person is told. */
        record Done() implements Arranged {
        }

        record Flawed(Set<Flaw> flaws) implements Arranged {
        }

        record NotYours(DecideOutcome.Conflict conflict) implements Arranged {
        }

        record AlreadyDecided() implements Arranged {
        }
    }

    /** Says how, when and where the officer meets the person, or says it anew. */
    public Arranged arrange(UUID officer, UUID id, Wish wish, Origin origin) {
        return open(officer, id, Arranged.NotYours::new, found -> {
            return arrange(officer, found, found.until(), wish, origin);
        });
    }

    /** The same for who applies and was seen by no camera, as long as that can be approved. */
    public Arranged arrangeFor(UUID officer, UUID application, Wish wish, Origin origin) {
        return Objects.requireNonNull(transaction.<Arranged>execute(status -> {
            var found = rows.lock(application).orElse(null);
            if (found == null) {
                return new Arranged.NotYours(DecideOutcome.Conflict.OTHER_INSTITUTION);
            }
            var conflict = desk.conflict(officer, found);
            if (conflict != null) {
                return new Arranged.NotYours(conflict);
            }
            var since = found.firstSubmittedAt();
            if (!found.state().waits() || !found.unseen() || since == null) {
                return new Arranged.AlreadyDecided();
            }
            // Who chose this without a camera has no case yet. It is closed with the application.
            var open = cases.open(application, found.account(), null, SelfieCases.Cause.CHOSEN, origin);
            return arrange(officer, open, since.plus(Decide.EVIDENCE), wish, origin);
        }));
    }

    private Arranged arrange(UUID officer, SelfieCases.Case found, Instant until, Wish wish, Origin origin) {
        var flaws = flaws(wish, until);
        if (!flaws.isEmpty()) {
            return new Arranged.Flawed(flaws);
        }
        var meeting = new Meeting(Objects.requireNonNull(wish.kind()), Objects.requireNonNull(wish.at()), wish.place().strip());
        return cases.arrange(found.id(), officer, meeting, origin) ? new Arranged.Done() : new Arranged.AlreadyDecided();
    }

    private Set<Flaw> flaws(Wish wish, Instant until) {
        var flaws = EnumSet.noneOf(Flaw.class);
        if (wish.kind() == null) {
            flaws.add(Flaw.KIND_MISSING);
        }
        var at = wish.at();
        if (at == null) {
            flaws.add(Flaw.NO_TIME);
        } else if (!at.isAfter(clock.instant())) {
            flaws.add(Flaw.PAST);
        } else if (at.isAfter(until)) {
            flaws.add(Flaw.TOO_LATE);
        }
        if (!Meeting.says(wish.place())) {
            flaws.add(Flaw.NO_PLACE);
        }
        return flaws;
    }

    /**
     * Lets the person go on.
     *
     * @param compared what was seen of the person, which has to be a meeting: it stays in the event
     */
    public DecideOutcome approve(UUID officer, UUID id, Compared compared, String note, Origin origin) {
        if (!compared.met()) {
            return new DecideOutcome.NobodySeen();
        }
        return decide(officer, id, true, note, Map.of("compared", compared.name()), origin);
    }

    /** Ends the reset, with words that the person reads. */
    public DecideOutcome reject(UUID officer, UUID id, String note, Origin origin) {
        return decide(officer, id, false, note, Map.of(), origin);
    }

    private DecideOutcome decide(UUID officer, UUID id, boolean approve, String note, Map<String, String> details, Origin origin) {
        String text = Explanation.of(note).map(Explanation::text).orElse(null);
        if (text == null) {
            return new DecideOutcome.ReasonMissing();
        }
        return open(officer, id, DecideOutcome.NotYours::new, found -> {
            if (!cases.decide(id, officer, approve, text, details, origin)) {
                return new DecideOutcome.AlreadyDecided(State.SUBMITTED);
            }
            return approve ? new DecideOutcome.Approved() : new DecideOutcome.Rejected();
        });
    }

    /** The case, if this officer may work it. */
    private <T> T open(UUID officer, UUID id, Function<DecideOutcome.Conflict, T> refused, Function<SelfieCases.Case, T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var found = cases.find(id).orElse(null);
            if (found == null) {
                return refused.apply(DecideOutcome.Conflict.OTHER_INSTITUTION);
            }
            var conflict = desk.conflict(officer, found.account());
            return conflict == null ? work.apply(found) : refused.apply(conflict);
        }));
    }
}
