package id.paraf.enrolment;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Accounts;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.kernel.Origin;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * Carries out a correction that an officer approves: the record changes with the decision, in one transaction. Certificates are not
 * touched here: their owner orders the one with the new data alone, because nobody else has the passphrase.
 */
@Component
class ApproveCorrection {

    private final ApplicationRows rows;
    private final CorrectionRows corrections;
    private final Accounts accounts;
    private final EvidenceFiles evidence;
    private final SecurityNotices security;
    private final Notices notices;
    private final Audit audit;

    ApproveCorrection(ApplicationRows rows, CorrectionRows corrections, Accounts accounts, EvidenceFiles evidence,
            SecurityNotices security, Notices notices, Audit audit) {
        this.rows = rows;
        this.corrections = corrections;
        this.accounts = accounts;
        this.evidence = evidence;
        this.security = security;
        this.notices = notices;
        this.audit = audit;
    }

    /** @param atOnce whether certificates with the old data must not be used any more */
    @Transactional(propagation = Propagation.MANDATORY)
    DecideOutcome carryOut(Application application, UUID officer, Compared compared, boolean atOnce, Origin origin) {
        var identity = Objects.requireNonNull(application.identity());
        var correction = corrections.find(application.id()).orElseThrow();
        var changed = correction.changed(identity);
        UUID account = application.account();
        boolean name = changed.contains(Correction.Field.NAME);
        boolean unit = changed.contains(Correction.Field.UNIT);
        if ((name || unit) && !accounts.correct(account, name ? identity.fullName() : null, unit ? correction.unitAfter() : null,
                officer, origin)) {
            return new DecideOutcome.NoLongerPossible();
        }
        rows.move(application.id(), application.state(), State.CORRECTED, officer, null, null);
        evidence.approved(application.id());
        boolean certified = changed.stream().anyMatch(Correction.Field::certified);
        if (!certified) {
            corrections.ended(application.id());
        } else if (atOnce) {
            corrections.endOld(application.id());
        }
        audit.record(new AuditEvent("application.data-corrected", account, officer, "application:" + application.id(),
                Map.of("fields", Correct.names(changed), "compared", compared.name(), "atOnce",
                        Boolean.toString(certified && atOnce)),
                origin));
        var person = accounts.get(account);
        notices.send(new Outgoing.Mail(account, person.email(), Template.CORRECTION_APPROVED, person.language(),
                Map.of("name", person.name()), "/applications/" + application.id(), null));
        security.tellOfOfficer(account, "data-corrected", "application:" + application.id());
        return new DecideOutcome.Corrected();
    }
}
