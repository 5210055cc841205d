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

    /** Only a passphrase that was looked at can have been wrong. */
    private static String type(Refusal refusal) {
        return switch (refusal) {
            case Refusal.WrongPassphrase wrong -> "passphrase.refused";
            case Refusal.Waiting(var until, boolean counted) -> counted ? "passphrase.refused" : "passphrase.waiting";
            case Refusal.LockedUntilReset(boolean counted) -> counted ? "passphrase.refused" : "passphrase.locked";
            case Refusal.Frozen frozen -> "passphrase.frozen";
            case Refusal.SamePassphrase same -> "passphrase.same";
            case Refusal.Suspended suspended -> "passphrase.impossible";
            case Refusal.NoSuchKey gone -> "passphrase.impossible";
            case Refusal.Replayed replayed -> "passphrase.impossible";
            case Refusal.Tampered tampered -> "passphrase.impossible";
            case Refusal.GrantRefused grant -> "passphrase.impossible";
        };
    }

    /**
     * Records it, whatever the passphrase was typed for.
     *
     * @param act what was to be done, in a word: {@code try}, {@code sign}, {@code change}
     */
    @Transactional
    public void record(UUID account, CertificateId certificate, String act, Refusal refusal, Origin origin) {
        String subject = "certificate:" + certificate;
        audit.record(new AuditEvent(type(refusal), account, account, subject,
                Map.of("act", act, "reason", refusal.getClass().getSimpleName()), origin));
        boolean ladder = refusal instanceof Refusal.Waiting(var until, boolean counted) && counted
                || refusal instanceof Refusal.LockedUntilReset(boolean last) && last;
        if (ladder) {
            notices.tell(account, "passphrase-locked", subject, origin);
        }
    }
}
