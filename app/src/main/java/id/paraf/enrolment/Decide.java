package id.paraf.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Institution;
import id.paraf.account.Institutions;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;

/**
 * The officer's side. An approval is committed before the authority is asked: a crash in between leaves an approved
 * application, and the next run of the job issues what was approved.
 */
@Component
public class Decide {

    /** RA-04 allows 825 days between checking and issuing; nothing waits that long here. */
    static final Duration EVIDENCE = Duration.ofDays(90);

    private final ApplicationRows rows;
    private final OfficerDesk desk;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Notices notices;
    private final IssueApproved issue;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final DocumentPolicy policy;
    private final SelfieCases cases;
    private final EndKeys endKeys;
    private final TellOfficers tell;
    private final Vouch vouch;
    private final ApproveCorrection corrections;
    private final EndOutdated outdated;
    private final OfficerSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Decide(ApplicationRows rows, OfficerDesk desk, Accounts accounts, Institutions institutions, Notices notices,
            IssueApproved issue, ReferencePhotos photos,
            EvidenceFiles evidence, DocumentPolicy policy, SelfieCases cases, EndKeys endKeys, TellOfficers tell, Vouch vouch,
            ApproveCorrection corrections, EndOutdated outdated, OfficerSettings settings, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.desk = desk;
        this.accounts = accounts;
        this.institutions = institutions;
        this.notices = notices;
        this.issue = issue;
        this.photos = photos;
        this.evidence = evidence;
        this.policy = policy;
        this.cases = cases;
        this.endKeys = endKeys;
        this.tell = tell;
        this.vouch = vouch;
        this.corrections = corrections;
        this.outdated = outdated;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Approves, puts the photos in force, and issues the certificate; of two officers, where two have to, only the second does.
     *
     * @param compared what the officer held data and photos against: it stays in the event
     */
    public DecideOutcome approve(UUID officer, UUID id, Compared compared, Origin origin) {
        return approve(officer, id, compared, false, origin);
    }

    /**
     * The same, of a correction with what becomes of the certificates that are there.
     *
     * @param atOnce whether a certificate with the old data must not be used until there is one with the new
     */
    public DecideOutcome approve(UUID officer, UUID id, Compared compared, boolean atOnce, Origin origin) {
        return issued(id, origin, decide(officer, id, Decide::waits, application -> {
            var submitted = Objects.requireNonNull(application.firstSubmittedAt());
            if (accounts.get(application.account()).disabledAt() != null
                    || institutions.lockOf(Set.of(application.account())).values().stream().noneMatch(Institution::inUse)
                    || submitted.plus(EVIDENCE).isBefore(clock.instant())) {
                return new DecideOutcome.NoLongerPossible();
            }
            if (vouch.missing(application)) {
                return new DecideOutcome.NotVouched();
            }
            if (application.unseen() && !compared.met()) {
                return new DecideOutcome.NobodySeen();
            }
            if (application.state() == State.CONFIRMING ? officer.equals(application.firstBy()) : settings.fourEyes()) {
                return first(officer, application, compared, origin);
            }
            if (application.correction()) {
                return corrections.carryOut(application, officer, compared, atOnce, origin);
            }
            rows.move(id, application.state(), State.APPROVED, officer, null, null);
            photos.adopt(application.account(), id, officer, origin);
            evidence.approved(id);
            closeCase(application, officer, true, origin);
            record("application.approved", application, officer,
                    Map.of("photos", Integer.toString(application.photos()), "compared", compared.name()), origin);
            return new DecideOutcome.Approved();
        }));
    }

    /** What was approved is committed: the authority may be asked. */
    private DecideOutcome issued(UUID id, Origin origin, DecideOutcome outcome) {
        if (outcome instanceof DecideOutcome.Corrected) {
            outdated.run();
        }
        return outcome instanceof DecideOutcome.Approved ? issue.issue(rows.find(id).orElseThrow(), origin) : outcome;
    }

    /** The first of two: nothing is issued yet. Whoever approved it first cannot be the second, however often they try (RA-01). */
    private DecideOutcome first(UUID officer, Application application, Compared compared, Origin origin) {
        if (application.state() == State.CONFIRMING) {
            return new DecideOutcome.NotYours(DecideOutcome.Conflict.FIRST_DECIDER);
        }
        rows.move(application.id(), State.SUBMITTED, State.CONFIRMING, officer, null, null);
        record("application.approved-first", application, officer, Map.of("compared", compared.name()), origin);
        tell.that(TellOfficers.Task.of(application), application.account(), officer);
        return new DecideOutcome.Confirming();
    }

    /** @param reason what the applicant reads: what to do better, never which entry of a register differs (RA-06) */
    public DecideOutcome reject(UUID officer, UUID id, String reason, Origin origin) {
        String text = Explanation.of(reason).map(Explanation::text).orElse(null);
        if (text == null) {
            return new DecideOutcome.ReasonMissing();
        }
        // What was approved and cannot be issued may still be rejected, so that the applicant can send it again.
        var outcome = decide(officer, id, application -> application.unissuable() != null || waits(application), application -> {
            rows.move(id, application.state(), State.REJECTED, officer, text, null);
            photos.discard(id, origin);
            evidence.refused(id);
            closeCase(application, officer, false, origin);
            record("application.rejected", application, officer, Map.of("reason", text), origin);
            tell(application, application.correction() ? Template.CORRECTION_REJECTED : Template.APPLICATION_REJECTED, text);
            return new DecideOutcome.Rejected();
        });
        if (outcome instanceof DecideOutcome.Rejected) {
            endKeys.run();
        }
        return outcome;
    }

    /**
     * Sends it back to be corrected: what is right stays, with the key; photos that are to be taken again are deleted.
     *
     * @param steps what has to be corrected
     * @param note what the applicant reads at these steps: what to do better, never which entry of a register differs (RA-06)
     */
    public DecideOutcome giveBack(UUID officer, UUID id, Set<Step> steps, String note, Origin origin) {
        String text = Explanation.of(note).map(Explanation::text).orElse(null);
        if (text == null) {
            return new DecideOutcome.ReasonMissing();
        }
        if (steps.isEmpty()) {
            return new DecideOutcome.StepsMissing();
        }
        return decide(officer, id, Decide::waits, application -> {
            if (!policy.correctable(application).containsAll(steps)) {
                return new DecideOutcome.StepsMissing();
            }
            rows.giveBack(application, steps, officer, text);
            if (steps.contains(Step.PHOTOS)) {
                photos.discard(id, origin);
                closeCase(application, officer, false, origin);
            }
            record("application.returned", application, officer, Map.of("steps",
                    steps.stream().sorted().map(Step::name).collect(Collectors.joining(" ")), "reason", text), origin);
            tell(application, application.correction() ? Template.CORRECTION_RETURNED : Template.APPLICATION_RETURNED, text);
            return new DecideOutcome.Returned();
        });
    }

    private void tell(Application application, Template template, String reason) {
        Account applicant = accounts.get(application.account());
        notices.send(new Outgoing.Mail(applicant.id(), applicant.email(), template, applicant.language(),
                Map.of("name", applicant.name(), "reason", reason), "/applications/" + application.id(), null));
    }

    /** Asks the authority once more for what it could not issue. */
    public DecideOutcome tryAgain(UUID officer, UUID id, Origin origin) {
        return issued(id, origin, decide(officer, id, application -> true, application -> {
            if (!rows.tryAgain(id)) {
                return new DecideOutcome.AlreadyDecided(application.state());
            }
            record("application.tried-again", application, officer, Map.of(), origin);
            return new DecideOutcome.Approved();
        }));
    }

    /** A case that the camera opened for this application is decided with it. */
    private void closeCase(Application application, UUID officer, boolean approve, Origin origin) {
        cases.ofJourney(application.id())
                .ifPresent(open -> cases.decide(open.id(), officer, approve, "application", Map.of(), origin));
    }

    /** Decides as the only one, if this officer may and the application is open to it. */
    private DecideOutcome decide(UUID officer, UUID id, Predicate<Application> open,
            Function<Application, DecideOutcome> decision) {
        return Objects.requireNonNull(transaction.<DecideOutcome>execute(status -> {
            var application = rows.lock(id).orElse(null);
            if (application == null) {
                return new DecideOutcome.NotYours(DecideOutcome.Conflict.OTHER_INSTITUTION);
            }
            var conflict = desk.conflict(officer, application);
            if (conflict != null) {
                return new DecideOutcome.NotYours(conflict);
            }
            return open.test(application) ? decision.apply(application)
                    : new DecideOutcome.AlreadyDecided(application.state());
        }));
    }

    private static boolean waits(Application application) {
        return application.state().waits();
    }

    private void record(String type, Application application, @Nullable UUID actor,
            Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, application.account(), actor, "application:" + application.id(), details, origin));
    }
}
