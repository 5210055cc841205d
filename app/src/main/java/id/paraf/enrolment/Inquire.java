package id.paraf.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.population.PopulationRegister;
import id.paraf.population.PopulationRegister.Answer;
import id.paraf.selfie.CompareCard;

/**
 * Finds out what can be found out without a person: soon after an application was sent, and again when an officer asks. The one who
 * sends it does not wait for it, so that not even the time it takes tells them anything (RA-06).
 */
@Component
public class Inquire {

    private static final int AT_A_TIME = 20;

    private final ApplicationRows rows;
    private final FindingRows findings;
    private final OfficerDesk desk;
    private final AskRegister register;
    private final EvidenceFiles evidence;
    private final CompareCard compare;
    private final Limits limits;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Inquire(ApplicationRows rows, FindingRows findings, OfficerDesk desk, AskRegister register, EvidenceFiles evidence,
            CompareCard compare, Limits limits, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.rows = rows;
        this.findings = findings;
        this.desk = desk;
        this.register = register;
        this.evidence = evidence;
        this.compare = compare;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of an officer's question. */
    public sealed interface Outcome {
        record Done(Finding finding) implements Outcome {
        }

        record TooMany(Duration retryAfter) implements Outcome {
        }

        /** There is no such application for this officer, or it does not wait. */
        record NotThere() implements Outcome {
        }

        record NotYours(Conflict conflict) implements Outcome {
        }
    }

    /** Finds out again what an officer wants to know before deciding. Not inside a transaction. */
    public Outcome again(UUID officer, UUID id, Origin origin) {
        var item = desk.application(officer, id).filter(found -> found.application().state().waits()).orElse(null);
        if (item == null) {
            return new Outcome.NotThere();
        }
        if (item.conflict() != null) {
            return new Outcome.NotYours(item.conflict());
        }
        if (limits.take(Limit.INQUIRY_PER_OFFICER, officer.toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            return new Outcome.TooMany(retryAfter);
        }
        return new Outcome.Done(find(item.application(), officer, origin));
    }

    /** What was found out last about an application that an officer sees. */
    Optional<Finding> newest(UUID application) {
        return findings.newest(application);
    }

    /** Applications that were sent and not looked into yet; run again and again by the job. */
    void run() {
        for (UUID id : findings.due(AT_A_TIME)) {
            rows.find(id).filter(application -> application.state() == State.SUBMITTED)
                    .ifPresent(application -> find(application, null, Origin.SYSTEM));
        }
    }

    private Finding find(Application application, @Nullable UUID officer, Origin origin) {
        var answer = register.there() && application.identity() != null ? register.about(application.identity()) : null;
        var same = EnumSet.noneOf(PopulationRegister.Field.class);
        var different = EnumSet.noneOf(PopulationRegister.Field.class);
        if (answer instanceof Answer.Known known) {
            known.same().forEach((field, alike) -> (alike ? same : different).add(field));
        }
        var card = compared(application, origin);
        var finding = new Finding(clock.instant(), officer, switch (answer) {
            case null -> Finding.Register.NOT_ASKED;
            case Answer.Known known -> Finding.Register.KNOWN;
            case Answer.Unknown unknown -> Finding.Register.UNKNOWN;
            case Answer.Unavailable unavailable -> Finding.Register.UNAVAILABLE;
        }, same, different, switch (card) {
            case null -> Finding.Card.NOT_ASKED;
            case CompareCard.Outcome.Compared compared -> Finding.Card.COMPARED;
            case CompareCard.Outcome.NoFace none -> Finding.Card.NO_FACE;
            case CompareCard.Outcome.NotCompared not -> Finding.Card.UNAVAILABLE;
        }, card instanceof CompareCard.Outcome.Compared(double likeness) ? likeness : null);
        transaction.executeWithoutResult(status -> {
            findings.insert(application.id(), finding);
            // One kind of event whatever was found: whoever reads their own trail learns that it was looked into, and no more (RA-06).
            audit.record(new AuditEvent("application.looked-into", application.account(), officer,
                    "application:" + application.id(), Map.of("register", finding.register().name(), "different",
                            Integer.toString(different.size()), "card", finding.card().name()),
                    origin));
        });
        return finding;
    }

    private CompareCard.@Nullable Outcome compared(Application application, Origin origin) {
        if (application.photos() == 0 || !application.documents().contains(EvidenceKind.ID_CARD)) {
            return null;
        }
        return evidence.forComparison(application.id(), EvidenceKind.ID_CARD)
                .map(card -> compare.compare(application.id(), card.bytes(), origin))
                .orElseGet(CompareCard.Outcome.NotCompared::new);
    }
}
