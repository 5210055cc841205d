package id.paraf.enrolment;

import java.util.Map;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/** Asks the authority for what was approved, and notes what came of it. Safe to repeat: an order is issued once. */
@Component
class IssueApproved {

    private static final Logger LOG = LoggerFactory.getLogger(IssueApproved.class);

    private final ApplicationRows rows;
    private final Accounts accounts;
    private final SecurityNotices security;
    private final Notices notices;
    private final IssueCertificate issue;
    private final CorrectionRows corrections;
    private final EndOutdated outdated;
    private final Audit audit;
    private final TransactionTemplate transaction;

    IssueApproved(ApplicationRows rows, Accounts accounts, SecurityNotices security, Notices notices, IssueCertificate issue,
            CorrectionRows corrections, EndOutdated outdated, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.accounts = accounts;
        this.security = security;
        this.notices = notices;
        this.issue = issue;
        this.corrections = corrections;
        this.outdated = outdated;
        this.audit = audit;
        this.transaction = transaction;
    }

    DecideOutcome issue(Application application, Origin origin) {
        var identity = Objects.requireNonNull(application.identity());
        var order = new IssueOrder(application.account(),
                new Subject(identity.fullName(), application.institution(), application.unit()),
                Objects.requireNonNull(application.key()), Objects.requireNonNull(application.agreement()),
                "application:" + application.id(), application.decidedBy(), origin);
        return switch (issue.issue(order)) {
            case IssueOutcome.Issued issued -> {
                transaction.executeWithoutResult(status -> issued(application, issued, origin));
                outdated.run();
                yield new DecideOutcome.Issued(issued.certificate().id());
            }
            case IssueOutcome.Lint lint -> unissuable(application, String.join("; ", lint.findings()), origin);
            case IssueOutcome.KeyUnfit unfit -> unissuable(application, unfit.why(), origin);
        };
    }

    private void issued(Application application, IssueOutcome.Issued issued, Origin origin) {
        var certificate = issued.certificate();
        if (!rows.move(application.id(), State.APPROVED, State.ISSUED, null, null, certificate.id())) {
            return;
        }
        // What a correction made wrong goes when there is a certificate that is right.
        corrections.lasting(application.account()).ifPresent(corrections::endOld);
        record("application.issued", application, Map.of("certificate", certificate.id().toString()), origin);
        Account applicant = accounts.get(application.account());
        notices.send(new Outgoing.Mail(applicant.id(), applicant.email(), Template.APPLICATION_APPROVED, applicant.language(),
                Map.of("name", applicant.name()), "/certificates/" + certificate.id(), null));
        security.tellOfOfficer(applicant.id(), "certificate-issued", "certificate:" + certificate.id());
    }

    /** Approved by a person and impossible for the authority: officers see it and what to do; it is logged once. */
    private DecideOutcome unissuable(Application application, String why, Origin origin) {
        boolean news = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean noted = rows.unissuable(application.id(), why);
            if (noted) {
                record("application.unissuable", application, Map.of("why", why), origin);
            }
            return noted;
        }));
        if (news) {
            LOG.error("Application {} is approved but cannot be issued: {}", application.id(), why);
        }
        return new DecideOutcome.Unissuable(why);
    }

    private void record(String type, Application application, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, application.account(), application.decidedBy(), "application:" + application.id(),
                details, origin));
    }
}
