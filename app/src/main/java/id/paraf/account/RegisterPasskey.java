package id.paraf.account;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.PasskeyChallenges.Holder;
import id.paraf.account.PasskeyChallenges.Purpose;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/**
 * Adds a passkey to the account of a complete session with a fresh second factor (AU-12); or the first one of who decides about
 * others, which completes the first login (AU-16).
 */
@Component
public class RegisterPasskey {

    /** So many passkeys are enough for every device and a spare key. */
    static final int MOST = 10;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TransactionTemplate transactions;
    private final Audit audit;
    private final WebAuthn webAuthn;
    private final PasskeyChallenges challenges;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final StepUp stepUp;
    private final LogIn logIn;
    private final PasskeyRule rule;
    private final Accounts accounts;
    private final SecurityNotices notices;
    private final String brand;

    RegisterPasskey(TransactionTemplate transactions, Audit audit, WebAuthn webAuthn, PasskeyChallenges challenges,
            Passkeys passkeys, Sessions sessions, StepUp stepUp, LogIn logIn, PasskeyRule rule, Accounts accounts,
            SecurityNotices notices,
            @Value("${paraf.brand.name:Paraf}") String brand) {
        this.transactions = transactions;
        this.audit = audit;
        this.webAuthn = webAuthn;
        this.challenges = challenges;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.stepUp = stepUp;
        this.logIn = logIn;
        this.rule = rule;
        this.accounts = accounts;
        this.notices = notices;
        this.brand = brand;
    }

    /** What the browser is asked to make: PublicKeyCredentialCreationOptionsJSON of WebAuthn Level 3 §5.1.9. */
    public record Options(String challenge, RelyingParty rp, User user, List<Algorithm> pubKeyCredParams, long timeout,
            List<AskPasskey.Descriptor> excludeCredentials, Selection authenticatorSelection, String attestation) {

        /** Us. */
        public record RelyingParty(String id, String name) {
        }

        /** The account, as the owner's device lists it. */
        public record User(String id, String name, String displayName) {
        }

        /** A kind of key that we can check, by its COSE number. */
        public record Algorithm(String type, long alg) {
        }

        /** What the authenticator must be able to do. */
        public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** Added; the session, which has just proven it, has a new token. */
        record Added(Attempt.Accepted accepted) implements Outcome {
        }

        /** The name cannot be one. */
        record NotAName() implements Outcome {
        }

        /** The account or somebody else has it already. */
        record Known() implements Outcome {
        }

        /** The account has as many as it may have. */
        record TooMany() implements Outcome {
        }

        /** The answer is not what was asked for, was given before, or came too late. */
        record Refused() implements Outcome {
        }
    }

    /** Asks this session's browser for a new passkey. */
    public Options options(Sessions.Login login) {
        var account = login.account();
        return transactions.execute(status -> new Options(challenges.create(Purpose.REGISTER, Holder.of(login)),
                new Options.RelyingParty(webAuthn.rpId(), brand),
                new Options.User(BASE64.encodeToString(passkeys.handle(account.id())), account.username(), account.name()),
                WebAuthn.algorithms().stream().map(algorithm -> new Options.Algorithm("public-key", algorithm)).toList(),
                PasskeyChallenges.LIFE.toMillis(), AskPasskey.descriptors(passkeys.credentials(account.id())),
                new Options.Selection("required", true, "required"), "none"));
    }

    /**
     * Takes the browser's answer.
     *
     * @param name what its owner calls it
     */
    public Outcome add(Sessions.Login login, String name, String answer, Origin origin) {
        var named = Passkey.name(name);
        if (named.isEmpty()) {
            return new Outcome.NotAName();
        }
        var made = webAuthn.made(answer);
        if (made.isEmpty() || !stepUp.fresh(login.session())) {
            return new Outcome.Refused();
        }
        return transactions.execute(status -> {
            passkeys.lock(login.account().id());
            return add(login, named.get(), made.get(), origin);
        });
    }

    /** Whether this half of a login is completed by making a passkey. */
    public boolean first(Sessions.Login login) {
        return !login.session().complete() && rule.first(login.account());
    }

    /**
     * The same at the first login of who decides about others: what was proven is the password that the invitation led to.
     *
     * @param device the device's token, if the browser has one
     */
    public Outcome addFirst(Sessions.Login login, String name, String answer, @Nullable String device, Origin origin) {
        UUID id = login.account().id();
        var named = Passkey.name(name);
        if (named.isEmpty()) {
            return new Outcome.NotAName();
        }
        var made = webAuthn.made(answer);
        if (made.isEmpty() || login.session().complete()) {
            return new Outcome.Refused();
        }
        return transactions.execute(status -> {
            passkeys.lock(id);
            // Another tab may have been faster, and from then on the password alone adds nothing.
            if (!rule.first(accounts.get(id))) {
                return new Outcome.Refused();
            }
            var refused = keep(id, named.get(), made.get(), Holder.of(login), origin);
            return refused.isPresent() ? refused.get()
                    : new Outcome.Added(logIn.completed(login, device, Factor.PASSKEY, origin));
        });
    }

    private Outcome add(Sessions.Login login, String name, WebAuthn.Made made, Origin origin) {
        UUID account = login.account().id();
        var refused = keep(account, name, made, Holder.of(login), origin);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (login.account().needsPasskey()) {
            // Whoever got in with less than is asked for from now on logs in again.
            sessions.endAll(account, login.session().id(), account, origin);
        }
        return new Outcome.Added(
                new Attempt.Accepted(sessions.complete(login.session().id(), login.account(), Factor.PASSKEY), null));
    }

    /** Judges an answer and keeps the passkey; or says why not. */
    private Optional<Outcome> keep(UUID account, String name, WebAuthn.Made made, Holder holder, Origin origin) {
        if (!challenges.take(made.challenge(), Purpose.REGISTER, holder)) {
            return Optional.of(refused(account, "Challenge", origin));
        }
        if (webAuthn.judge(made) instanceof WebAuthn.Verdict.Wrong(String flaw)) {
            return Optional.of(refused(account, flaw, origin));
        }
        if (passkeys.of(account).size() >= MOST) {
            return Optional.of(new Outcome.TooMany());
        }
        var added = passkeys.add(account, name, made);
        if (added.isEmpty()) {
            return Optional.of(new Outcome.Known());
        }
        String subject = "passkey:" + added.get();
        audit.record(new AuditEvent("passkey.added", account, account, subject, Map.of(), origin));
        notices.tell(account, "passkey-added", subject, origin);
        return Optional.empty();
    }

    private Outcome refused(UUID account, String flaw, Origin origin) {
        audit.record(new AuditEvent("passkey.add.refused", account, account, "account:" + account, Map.of("flaw", flaw), origin));
        return new Outcome.Refused();
    }
}
