package id.paraf.account;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limits;

/**
 * Enrols an authenticator: at the first login, where it completes the login, and later only after the password and the old
 * authenticator, or a recovery code, were proven again (AU-12).
 */
@Component
public class EnrolAuthenticator {

    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Audit audit;
    private final Sessions sessions;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final LogIn logIn;
    private final PasskeyRule passkeys;
    private final OwnPassword ownPassword;
    private final SecurityNotices notices;
    private final String issuer;

    EnrolAuthenticator(TransactionTemplate transactions, Clock clock, Audit audit, Sessions sessions, Authenticators authenticators,
            RecoveryCodes recoveryCodes, LogIn logIn, PasskeyRule passkeys, OwnPassword ownPassword, SecurityNotices notices,
            @Value("${paraf.brand.name:Paraf}") String issuer) {
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
        this.sessions = sessions;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.logIn = logIn;
        this.passkeys = passkeys;
        this.ownPassword = ownPassword;
        this.notices = notices;
        this.issuer = issuer;
    }

    /**
     * A secret that waits for its first code.
     *
     * @param uri what the QR code says (otpauth)
     * @param key the secret in base 32, for typing
     */
    public record Pending(String uri, String key) {

        @Override
        public String toString() {
            return "Pending[•••]";
        }
    }

    /** What this session may enrol now; empty if nothing was allowed to it. */
    public Optional<Pending> pending(Sessions.Login login) {
        return secret(login).map(secret -> new Pending(Totp.uri(issuer, login.account().username(), secret), Totp.base32(secret)));
    }

    /** Allows a complete session to enrol another authenticator: password and current code, or a recovery code, must be right. */
    public Attempt allow(Sessions.Login login, SecretText password, String code, Origin origin) {
        UUID id = login.account().id();
        if (ownPassword.prove(login, password, origin) instanceof Attempt refused && !(refused instanceof Attempt.Accepted)) {
            return refused;
        }
        if (authenticators.take(id) instanceof Limits.Outcome.Refused(java.time.Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        UUID session = login.session().id();
        Attempt attempt = transactions.execute(status -> {
            boolean byCode = authenticators.accept(id, code);
            if (!byCode && !recoveryCodes.use(id, code)) {
                authenticators.refuse(id, "authenticator.change.refused", origin);
                return new Attempt.Wrong();
            }
            if (!byCode) {
                notices.tell(id, "recovery-code-used", "account:" + id, origin);
            }
            audit.record(new AuditEvent("authenticator.change.allowed", id, id, "account:" + id,
                    Map.of("factor", byCode ? "totp" : "recovery-code"), origin));
            String token = sessions.rotate(session);
            sessions.keep(session, Sessions.Slot.ENROLLING,
                    authenticators.seal("enrolling:" + session, authenticators.newSecret()));
            return new Attempt.Accepted(token, null);
        });
        if (attempt instanceof Attempt.Accepted) {
            authenticators.succeeded(id);
        }
        return attempt;
    }

    /** Takes the first code of the new authenticator, which from then on is the account's only one. */
    public Attempt confirm(Sessions.Login login, String code, @Nullable String device, Origin origin) {
        UUID id = login.account().id();
        var secret = secret(login);
        if (secret.isEmpty()) {
            return new Attempt.Wrong();
        }
        if (authenticators.take(id) instanceof Limits.Outcome.Refused(java.time.Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        var step = Totp.stepOf(secret.get(), code.replaceAll("\\s", ""), clock.instant());
        if (step.isEmpty()) {
            return new Attempt.Wrong();
        }
        Attempt attempt = transactions.execute(status -> {
            // Whoever takes the pending secret first enrols it; a second tab finds nothing.
            if (!sessions.takeEnrolling(login.session().id())) {
                return new Attempt.Wrong();
            }
            // AU-07: the code used here is spent too.
            authenticators.install(id, secret.get(), step.getAsLong());
            audit.record(new AuditEvent("authenticator.enrolled", id, id, "account:" + id, Map.of(), origin));
            notices.tell(id, "totp-enrolled", "account:" + id, origin);
            if (login.session().complete()) {
                sessions.endAll(id, login.session().id(), id, origin);
                return new Attempt.Accepted(sessions.complete(login.session().id(), login.account(), Factor.TOTP), null);
            }
            recoveryCodes.make(login, origin);
            return logIn.completed(login, device, Factor.TOTP, origin);
        });
        if (attempt instanceof Attempt.Accepted) {
            authenticators.succeeded(id);
        }
        return attempt;
    }

    private Optional<byte[]> secret(Sessions.Login login) {
        // Half a session enrols only what is the account's first second factor of all.
        if (!login.session().complete() && !passkeys.enrols(login.account())) {
            return Optional.empty();
        }
        UUID session = login.session().id();
        return sessions.kept(session, Sessions.Slot.ENROLLING).map(sealed -> authenticators.open("enrolling:" + session, sealed));
    }
}
