package id.paraf.renewal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.OwnerMessages;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;

/**
 * Tells owners that a certificate ends, {@value #FIRST}, 30 and 7 days before it does, each once. Whoever was not told in time,
 * because nothing ran or the certificate was suspended, hears of the latest of them alone.
 */
@Component
class RemindOwners {

    static final int FIRST = 90;
    /** The smallest first: the first that is due is the latest. */
    private static final List<Integer> DAYS = List.of(7, 30, FIRST);
    private static final int PAGE = 200;

    private final Register register;
    private final RenewalRows rows;
    private final Accounts accounts;
    private final OwnerMessages messages;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RemindOwners(Register register, RenewalRows rows, Accounts accounts, OwnerMessages messages, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.register = register;
        this.rows = rows;
        this.accounts = accounts;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Safe to repeat, and on several nodes at once. */
    void run() {
        Certificate after = null;
        List<Certificate> page;
        do {
            page = register.ending(after, PAGE);
            if (!page.isEmpty()) {
                after = page.getLast();
                remind(page);
            }
        } while (page.size() == PAGE);
    }

    private void remind(List<Certificate> page) {
        var told = rows.noticed(page.stream().map(Certificate::id).toList());
        Instant now = clock.instant();
        for (var certificate : page) {
            int days = DAYS.stream().filter(before -> !now.isBefore(certificate.notAfter().minus(Duration.ofDays(before))))
                    .findFirst().orElse(FIRST);
            if (!told.getOrDefault(certificate.id(), Set.of()).contains(days)) {
                accounts.find(certificate.account()).filter(owner -> owner.disabledAt() == null)
                        .ifPresent(owner -> transaction.executeWithoutResult(status -> remind(owner, certificate, days)));
            }
        }
    }

    private void remind(Account owner, Certificate certificate, int days) {
        if (!rows.notice(certificate.id(), days)) {
            return;
        }
        audit.record(new AuditEvent("renewal.reminded", owner.id(), null, "certificate:" + certificate.id(),
                Map.of("days", Integer.toString(days)), Origin.SYSTEM));
        var parameters = Map.of("name", owner.name(), "when", certificate.notAfter().toString());
        String link = "/certificates/" + certificate.id() + "/renew";
        messages.send(owner, Template.CERTIFICATE_ENDS, parameters, link);
    }
}
