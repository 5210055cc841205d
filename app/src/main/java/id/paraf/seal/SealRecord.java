package id.paraf.seal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.TrustedRoles;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.esign.Client;
import id.paraf.kernel.Origin;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/** Writes down what happens to seals, and tells who is responsible, in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class SealRecord {

    private final Audit audit;
    private final Notices notices;
    private final Accounts accounts;
    private final TrustedRoles roles;

    SealRecord(Audit audit, Notices notices, Accounts accounts, TrustedRoles roles) {
        this.audit = audit;
        this.notices = notices;
        this.accounts = accounts;
        this.roles = roles;
    }

    /** What whoever is responsible is told; each has a sentence in the bundle below {@code notice.seal.}. */
    enum News {
        /** It can be used from now on. */
        ISSUED,
        /** Its code was shown by the application: it seals until the activation is over. */
        ACTIVATED,
        /** The application ended the activation. */
        DEACTIVATED,
        /** Too many wrong codes. */
        LOCKED,
        /** Somebody else is responsible from now on. */
        HANDED_OVER,
        /** This person is responsible from now on. */
        TAKEN_OVER,
        /** It is over for good. */
        ENDED
    }

    /** An act at the console, or by itself. */
    void record(String type, Seal seal, @Nullable UUID actor, Map<String, String> facts, Origin origin) {
        audit.record(new AuditEvent(type, null, actor, "seal:" + seal.id(), facts, origin));
    }

    /** What an application did: nobody of the institution was there. */
    void byApplication(String type, Seal seal, Client client, Map<String, String> facts, Origin origin) {
        var details = new HashMap<>(facts);
        details.put("application", client.username());
        record(type, seal, null, details, origin);
    }

    void tell(Seal seal, News news) {
        tell(seal, accounts.get(seal.responsible()), news);
    }

    void tell(Seal seal, Account whom, News news) {
        if (whom.disabledAt() == null && whom.emailVerifiedAt() != null) {
            notices.send(new Outgoing.Mail(whom.id(), whom.email(), Template.SEAL_NEWS, whom.language(),
                    Map.of("seal", seal.name(), "news", news.name()), null, null));
        }
    }

    /** Whoever runs the authority has one to confirm. */
    void ordered(Seal seal, String institution) {
        for (var holder : roles.holders()) {
            var operator = holder.account();
            if (operator.is(Role.CA_OPERATOR) && operator.disabledAt() == null && operator.claimed()) {
                notices.send(new Outgoing.Mail(operator.id(), operator.email(), Template.SEAL_ORDERED, operator.language(),
                        Map.of("seal", seal.name(), "institution", institution), "/operator/seals", null));
            }
        }
    }

    /** The code goes to the proven address and nowhere else. */
    void mail(Seal seal, Account whom, Client client, String code, Instant until) {
        notices.send(new Outgoing.Mail(whom.id(), whom.email(), Template.SEAL_CODE, whom.language(),
                Map.of("code", code, "seal", seal.name(), "application", client.username(), "when", until.toString()), null,
                until));
    }
}
