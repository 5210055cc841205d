package id.paraf.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretRules;
import id.paraf.kernel.SecretText;
import id.paraf.kernel.Weakness;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** The owner's own handling of the password: what it must be, proving it again, changing it. */
@Component
public class OwnPassword {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Audit audit;
    private final Limits limits;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final SecretRules rules;
    private final String brand;

    OwnPassword(JdbcClient jdbc, TransactionTemplate transactions, Audit audit, Limits limits, Passwords passwords,
            Sessions sessions, SecurityNotices notices, SecretRules rules, @Value("${paraf.brand.name:Paraf}") String brand) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.limits = limits;
        this.passwords = passwords;
        this.sessions = sessions;
        this.notices = notices;
        this.rules = rules;
        this.brand = brand;
    }

    /** What became of a change. */
    public sealed interface Outcome {
        /** Changed; all other sessions ended and this one has a new token. */
        record Changed(String session) implements Outcome {
            @Override
            public String toString() {
                return "Changed[•••]";
            }
        }

        /** The new password is not accepted, for these reasons. */
        record Weak(List<Weakness> reasons) implements Outcome {
        }

        /** The new password is the one the account has. */
        record Same() implements Outcome {
        }

        /** The old password was not proven. */
        record NotProven(Attempt attempt) implements Outcome {
        }
    }

    /** The rule an account's password is judged by. */
    public static SecretRules.Rule ruleFor(Account account) {
        return account.is(Role.OFFICER) ? SecretRules.Rule.OFFICER_PASSWORD : SecretRules.Rule.PASSWORD;
    }

    /** Everything that is wrong with a new password for this account. */
    public List<Weakness> check(Account account, SecretText password) {
        var context = new ArrayList<>(List.of(account.name(), account.username(), account.email(), account.institution(), brand));
        if (account.phone() != null) {
            context.add(account.phone());
        }
        return rules.check(ruleFor(account), password.reveal(), context);
    }

    /** Changes the password. */
    public Outcome change(Sessions.Login login, SecretText old, SecretText chosen, Origin origin) {
        var weak = check(login.account(), chosen);
        if (!weak.isEmpty()) {
            return new Outcome.Weak(weak);
        }
        UUID id = login.account().id();
        String present = present(id);
        if (prove(login, old, origin) instanceof Attempt attempt && !(attempt instanceof Attempt.Accepted)) {
            return new Outcome.NotProven(attempt);
        }
        // Only now: before the old one is proven, this would tell a stranger at the desk whether a guess is right.
        if (passwords.matches(chosen, present)) {
            return new Outcome.Same();
        }
        String hash = passwords.hash(chosen);
        return transactions.execute(status -> {
            if (!replace(id, present, hash)) {
                // The same form sent twice: the first did it.
                return passwords.matches(chosen, present(id)) ? new Outcome.Changed(sessions.rotate(login.session().id()))
                        : new Outcome.NotProven(new Attempt.Wrong());
            }
            audit.record(new AuditEvent("password.changed", id, id, "account:" + id, Map.of(), origin));
            sessions.endAll(id, login.session().id(), id, origin);
            notices.tell(id, "password-changed", "account:" + id, origin);
            return new Outcome.Changed(sessions.rotate(login.session().id()));
        });
    }

    /** Whether whoever holds this session also knows the password. Wrong ones are counted apart from those at the login. */
    Attempt prove(Sessions.Login login, SecretText password, Origin origin) {
        UUID id = login.account().id();
        String key = id + ":again";
        if (limits.take(Limit.LOGIN_PER_NAME, key) instanceof Limits.Outcome.Refused(java.time.Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        if (passwords.matches(password, present(id))) {
            limits.giveBack(Limit.LOGIN_PER_NAME, key);
            return new Attempt.Accepted("", null);
        }
        transactions.executeWithoutResult(status -> audit
                .record(new AuditEvent("password.proof.refused", id, id, "account:" + id, Map.of(), origin)));
        return new Attempt.Wrong();
    }

    private String present(UUID account) {
        return jdbc.sql("SELECT password FROM account WHERE id = :id").param("id", account).query(String.class).single();
    }

    /** One guarded update: of two racing changes one wins. */
    private boolean replace(UUID account, String present, String hash) {
        return jdbc.sql("UPDATE account SET password = :hash, failures = 0 WHERE id = :id AND password = :present")
                .param("hash", hash).param("id", account).param("present", present).update() == 1;
    }

    /** Whether this is the password that the account has now. */
    boolean same(Account account, SecretText password) {
        return account.claimed() && passwords.matches(password, present(account.id()));
    }

    /** Hashes a password outside any transaction, for {@link #set}. */
    String hash(SecretText password) {
        return passwords.hash(password);
    }

    void set(UUID account, String hash) {
        jdbc.sql("UPDATE account SET password = :hash, failures = 0 WHERE id = :id").param("hash", hash).param("id", account)
                .update();
    }
}
