package id.paraf.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;

/**
 * One decision about many applications: each is decided by itself, with its own conflicts, its own transaction and its own
 * event, and each has its own result. What is refused or fails keeps nothing else from being done.
 */
@Component
public class DecideMany {

    /** How many at once. */
    public static final int MOST = 50;
    private static final Logger LOG = LoggerFactory.getLogger(DecideMany.class);

    private final Decide decide;
    private final OfficerDesk desk;
    private final BulkRows rows;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DecideMany(Decide decide, OfficerDesk desk, BulkRows rows, Audit audit, TransactionTemplate transaction) {
        this.decide = decide;
        this.desk = desk;
        this.rows = rows;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** What is decided. Nobody is rejected together with others: that is final, and needs words of its own. */
    public enum Kind {
        APPROVE, RETURN
    }

    /** What became of one. */
    public enum Result {
        ISSUED, CONFIRMING, APPROVED, UNISSUABLE, RETURNED, ALREADY_DECIDED, OWN, FIRST_DECIDER, SAME_UNIT, NOT_THERE, NO_LONGER,
        NOT_VOUCHED, NOBODY_SEEN,
        /** A correction: old and new are looked at side by side, one by one. */
        ONE_BY_ONE,
        /** A defect stopped it; the others went on. */
        FAILED,
        /** The machine stopped before it was tried. */
        INTERRUPTED;

        /** Whether what was asked for was done. */
        public boolean done() {
            return this == ISSUED || this == CONFIRMING || this == APPROVED || this == RETURNED;
        }
    }

    public record Row(UUID application, Result result) {
    }

    /** What an officer did at once, and what became of each in its order. */
    public record Run(UUID id, UUID officer, Kind kind, Instant at, List<Row> rows) {
    }

    /** What became of the whole. */
    public sealed interface Outcome {
        record Done(UUID run) implements Outcome {
        }

        record NothingChosen() implements Outcome {
        }

        record TooMany() implements Outcome {
        }

        /** Nobody said what data and photos were compared with. */
        record ComparisonMissing() implements Outcome {
        }

        record ReasonMissing() implements Outcome {
        }

        record StepsMissing() implements Outcome {
        }

        /** This account is no officer, or stopped. */
        record NoOfficer() implements Outcome {
        }
    }

    /** @param compared what data and photos of each were compared with */
    public Outcome approve(UUID officer, List<UUID> applications, Compared compared, Origin origin) {
        return each(officer, Kind.APPROVE, applications, origin, id -> decide.approve(officer, id, compared, origin));
    }

    /** @param steps and {@code note}, the same for all, see {@link Decide#giveBack} */
    public Outcome giveBack(UUID officer, List<UUID> applications, Set<Step> steps, String note, Origin origin) {
        if (steps.isEmpty()) {
            return new Outcome.StepsMissing();
        }
        return Explanation.of(note).isPresent()
                ? each(officer, Kind.RETURN, applications, origin, id -> decide.giveBack(officer, id, steps, note, origin))
                : new Outcome.ReasonMissing();
    }

    /** What an officer of this institution did at once. */
    public Optional<Run> run(UUID officer, UUID id) {
        return desk.officer(officer).flatMap(who -> rows.find(id, who.institution()));
    }

    private interface Decision {
        DecideOutcome about(UUID application);
    }

    private Outcome each(UUID officer, Kind kind, List<UUID> applications, Origin origin, Decision decision) {
        var who = desk.officer(officer);
        if (who.isEmpty()) {
            return new Outcome.NoOfficer();
        }
        var chosen = applications.stream().distinct().toList();
        if (chosen.isEmpty() || chosen.size() > MOST) {
            return chosen.isEmpty() ? new Outcome.NothingChosen() : new Outcome.TooMany();
        }
        UUID run = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            rows.insert(run, officer, who.get().institution(), kind, chosen);
            audit.record(new AuditEvent("application.many-decided", officer, officer, "bulk:" + run,
                    Map.of("decision", kind.name(), "count", Integer.toString(chosen.size())), origin));
        });
        for (UUID id : chosen) {
            rows.result(run, id, correction(officer, id) ? Result.ONE_BY_ONE : result(id, decision));
        }
        return new Outcome.Done(run);
    }

    private boolean correction(UUID officer, UUID id) {
        return desk.application(officer, id).filter(item -> item.application().correction()).isPresent();
    }

    private static Result result(UUID id, Decision decision) {
        try {
            return switch (decision.about(id)) {
                case DecideOutcome.Issued issued -> Result.ISSUED;
                case DecideOutcome.Confirming confirming -> Result.CONFIRMING;
                case DecideOutcome.Approved approved -> Result.APPROVED;
                case DecideOutcome.Unissuable unissuable -> Result.UNISSUABLE;
                case DecideOutcome.Returned returned -> Result.RETURNED;
                case DecideOutcome.AlreadyDecided already -> Result.ALREADY_DECIDED;
                case DecideOutcome.NotVouched no -> Result.NOT_VOUCHED;
                case DecideOutcome.NobodySeen no -> Result.NOBODY_SEEN;
                case DecideOutcome.NoLongerPossible no -> Result.NO_LONGER;
                case DecideOutcome.NotYours(var conflict) -> switch (conflict) {
                    case OWN -> Result.OWN;
                    case FIRST_DECIDER -> Result.FIRST_DECIDER;
                    case SAME_UNIT -> Result.SAME_UNIT;
                    case OTHER_INSTITUTION, NO_OFFICER -> Result.NOT_THERE;
                };
                case DecideOutcome.Corrected no -> throw new IllegalStateException("Corrections are decided one by one");
                case DecideOutcome.Rejected no -> throw new IllegalStateException("Nobody is rejected together with others");
                case DecideOutcome.ReasonMissing no -> throw new IllegalStateException("The reason was looked at before");
                case DecideOutcome.StepsMissing no -> throw new IllegalStateException("The steps were looked at before");
            };
        } catch (RuntimeException e) {
            // One defect must not keep the others from being decided: it stands in the log and in the row.
            LOG.error("Application {} could not be decided together with others", id, e);
            return Result.FAILED;
        }
    }
}
