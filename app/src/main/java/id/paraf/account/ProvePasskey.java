package id.paraf.account;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.PasskeyChallenges.Holder;
import id.paraf.account.PasskeyChallenges.Purpose;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * Takes what a passkey signed: as the only gesture of a login, because its owner was verified by the authenticator and it is two
 * factors in one; as the second step after the password; or once more before what cannot be undone.
 */
@Component
public class ProvePasskey {

    private final TransactionTemplate transactions;
    private final Audit audit;
    private final Limits limits;
    private final WebAuthn webAuthn;
    private final PasskeyChallenges challenges;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final LogIn logIn;
    private final Authenticators authenticators;
    private final SecurityNotices notices;

    ProvePasskey(TransactionTemplate transactions, Audit audit, Limits limits, WebAuthn webAuthn, PasskeyChallenges challenges,
            Passkeys passkeys, Sessions sessions, LogIn logIn, Authenticators authenticators, SecurityNotices notices) {
        this.transactions = transactions;
        this.audit = audit;
        this.limits = limits;
        this.webAuthn = webAuthn;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.logIn = logIn;
        this.authenticators = authenticators;
        this.notices = notices;
    }

    private interface Then {
        Attempt accept(Account account);
    }

    /**
     * A login by a passkey alone, for who does not decide about others.
     *
     * @param browser what {@link AskPasskey#anybody} gave this browser to hold
     * @param device the device's token, if the browser has one
     */
    public Attempt alone(String answer, String browser, @Nullable String device, Origin origin) {
        if (limits.take(Limit.LOGIN_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        Attempt attempt = prove(answer, Purpose.LOGIN, Holder.ofBrowser(browser), null, "login.passkey.refused", origin,
                account -> {
                    String token = sessions.openWithoutPassword(account, origin);
                    return logIn.completed(sessions.find(token, false).orElseThrow(), device, Factor.PASSKEY, origin);
                });
        if (attempt instanceof Attempt.Accepted) {
            limits.giveBack(Limit.LOGIN_PER_ADDRESS, origin.address());
        }
        return attempt;
    }

    /** The second step of a login. */
    public Attempt second(Sessions.Login login, String answer, @Nullable String device, Origin origin) {
        return login.session().complete() ? new Attempt.Wrong()
                : limited(login, answer, Purpose.LOGIN, "login.passkey.refused", origin,
                        account -> logIn.completed(login, device, Factor.PASSKEY, origin));
    }

    /** The same as {@link StepUp#verify} by a passkey. */
    public Attempt again(Sessions.Login login, String answer, Origin origin) {
        return limited(login, answer, Purpose.STEP_UP, "step-up.refused", origin, account -> {
            audit.record(new AuditEvent("step-up.completed", account.id(), account.id(), "session:" + login.session().id(),
                    Map.of("factor", Factor.PASSKEY.label()), origin));
            return new Attempt.Accepted(sessions.complete(login.session().id(), account, Factor.PASSKEY), null);
        });
    }

    private Attempt limited(Sessions.Login login, String answer, Purpose purpose, String refusal, Origin origin, Then then) {
        UUID id = login.account().id();
        if (authenticators.take(id) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        Attempt attempt = prove(answer, purpose, Holder.of(login), id, refusal, origin, then);
        if (attempt instanceof Attempt.Accepted) {
            authenticators.succeeded(id);
        }
        return attempt;
    }

    /** @param expected whose passkey it must be; null if anybody's will do */
    private Attempt prove(String answer, Purpose purpose, Holder holder, @Nullable UUID expected, String refusal, Origin origin,
            Then then) {
        var signed = webAuthn.signed(answer);
        return transactions.execute(status -> {
            if (signed.isEmpty()) {
                return refused(expected, refusal, "Malformed", origin);
            }
            // First of all: an answer uses its challenge up, whatever becomes of it.
            if (!challenges.take(signed.get().challenge(), purpose, holder)) {
                return refused(expected, refusal, "Challenge", origin);
            }
            var known = passkeys.byCredential(signed.get().credential())
                    .filter(found -> belongs(found, signed.get().handle(), expected));
            if (known.isEmpty()) {
                return refused(expected, refusal, "Credential", origin);
            }
            var account = known.get().account();
            return switch (webAuthn.judge(signed.get(), known.get().kept(), known.get().told())) {
                case WebAuthn.Verdict.Wrong(String flaw) -> refused(account.id(), refusal, flaw, origin);
                case WebAuthn.Verdict.Copied copied -> {
                    audit.record(new AuditEvent("passkey.copied", account.id(), null, "passkey:" + known.get().id(), Map.of(),
                            origin));
                    notices.tell(account.id(), "passkey-copied", "passkey:" + known.get().id(), origin);
                    yield refused(account.id(), refusal, "Counter", origin);
                }
                case WebAuthn.Verdict.Right right -> {
                    if (account.disabledAt() != null) {
                        yield refused(account.id(), refusal, "Disabled", origin);
                    }
                    if (expected == null && account.needsPasskey()) {
                        // Whoever takes over the account to which a passkey is copied still lacks the password.
                        yield refused(account.id(), refusal, "PasswordFirst", origin);
                    }
                    passkeys.used(known.get().id(), signed.get().told());
                    yield then.accept(account);
                }
            };
        });
    }

    /** WebAuthn Level 3 §7.2 step 6: a user handle must be the account's, and who has given no name must give one. */
    private static boolean belongs(Passkeys.Known known, byte[] handle, @Nullable UUID expected) {
        boolean same = MessageDigest.isEqual(handle, known.handle());
        return expected == null ? same : known.account().id().equals(expected) && (same || handle.length == 0);
    }

    private Attempt refused(@Nullable UUID account, String event, String flaw, Origin origin) {
        audit.record(new AuditEvent(event, account, null, account == null ? "account:unknown" : "account:" + account,
                Map.of("flaw", flaw), origin));
        return new Attempt.Wrong();
    }
}
