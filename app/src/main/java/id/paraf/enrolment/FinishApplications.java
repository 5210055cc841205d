package id.paraf.enrolment;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.kernel.Origin;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.ReferencePhotos;

/** Issues what was approved before a crash, expires what nobody finished, makes old names findable; run again and again by the job. */
@Component
class FinishApplications {

    /** How long an applicant may leave it alone. */
    static final Duration UNTOUCHED = Duration.ofDays(30);
    /** Longer than an approval takes from its commit to the certificate. */
    private static final Duration LEFT = Duration.ofMinutes(2);

    private final ApplicationRows rows;
    private final Accounts accounts;
    private final IssueApproved issue;
    private final CaptureSessions captures;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final EndKeys endKeys;
    private final Audit audit;
    private final TransactionTemplate transaction;

    FinishApplications(ApplicationRows rows, Accounts accounts, IssueApproved issue, CaptureSessions captures,
            ReferencePhotos photos, EvidenceFiles evidence, EndKeys endKeys, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.accounts = accounts;
        this.issue = issue;
        this.captures = captures;
        this.photos = photos;
        this.evidence = evidence;
        this.endKeys = endKeys;
        this.audit = audit;
        this.transaction = transaction;
    }

    void run() {
        rows.leftApproved(LEFT).forEach(application -> issue.issue(application, Origin.SYSTEM));
        for (var stale : rows.stale(UNTOUCHED, Decide.EVIDENCE)) {
            transaction.executeWithoutResult(status -> {
                if (rows.move(stale.id(), stale.state(), State.EXPIRED, null, null, null)) {
                    captures.endAll(stale.id());
                    photos.discard(stale.id(), Origin.SYSTEM);
                    evidence.refused(stale.id());
                    audit.record(new AuditEvent("application.expired", stale.account(), null, "application:" + stale.id(), Map.of(),
                            Origin.SYSTEM));
                }
            });
        }
        for (var old : rows.unsearchable()) {
            rows.searchable(old.id(), Objects.requireNonNull(old.identity()), accounts.get(old.account()).name());
        }
        endKeys.run();
    }
}
