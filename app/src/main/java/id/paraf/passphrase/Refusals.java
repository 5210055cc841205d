package id.paraf.passphrase;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Refusal;

/** Writes down what the keyroom refused, and tells the owner when it led to a wait or a lock. */
@Component
public class Refusals {

    private final Audit audit;
    private final SecurityNotices notices;

    Refusals(Audit audit, SecurityNotices notices) {
        this.audit = audit;
        this.notices = notices;
    }

    /**
     * Records it, whatever the passphrase was typed for.
     *
     * @param act what was to be done, in a word: {@code try}, {@code sign}, {@code change}
     */
    @Transactional
    public void record(UUID account, CertificateId certificate, String act, Refusal refusal, Origin origin) {
        String subject = "certificate:" + certificate;
        audit.record(new AuditEvent("passphrase.refused", account, account, subject,
                Map.of("act", act, "reason", refusal.getClass().getSimpleName()), origin));
        boolean ladder = refusal instanceof Refusal.Waiting(var until, boolean counted) && counted
                || refusal instanceof Refusal.LockedUntilReset(boolean last) && last;
        if (ladder) {
            notices.tell(account, "passphrase-locked", subject, origin);
        }
    }
}
