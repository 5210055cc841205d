package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limits;

/**
 * A fresh code of the authenticator, or a passkey (see {@link ProvePasskey}), before what cannot be undone: a reset, a revocation, a new phone number, and a signature
 * after a wrong passphrase (SE-06).
 */
@Component
public class StepUp {

    /** How long either counts as fresh. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Audit audit;
    private final Sessions sessions;
    private final Authenticators authenticators;
    private final PasskeyRule passkeys;

    StepUp(TransactionTemplate transactions, Clock clock, Audit audit, Sessions sessions, Authenticators authenticators,
            PasskeyRule passkeys) {
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
        this.sessions = sessions;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
    }

    /** Whether the session proved the authenticator or a passkey in the last five minutes. */
    public boolean fresh(Session session) {
        return session.fresh(FRESH, clock.instant());
    }

    /** Proves the authenticator again; the session gets a new token. Where only a passkey counts, no code does. */
    public Attempt verify(Sessions.Login login, String code, Origin origin) {
        UUID id = login.account().id();
        if (authenticators.take(id) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        Attempt attempt = transactions.execute(status -> {
            if (passkeys.only(login.account()) || !authenticators.accept(id, code)) {
                authenticators.refuse(id, "step-up.refused", origin);
                return new Attempt.Wrong();
            }
            audit.record(new AuditEvent("step-up.completed", id, id, "session:" + login.session().id(),
                    Map.of("factor", Factor.TOTP.label()), origin));
            return new Attempt.Accepted(sessions.complete(login.session().id(), login.account(), Factor.TOTP), null);
        });
        if (attempt instanceof Attempt.Accepted) {
            authenticators.succeeded(id);
        }
        return attempt;
    }
}
