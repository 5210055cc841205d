package id.paraf.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.SecretText;
import id.paraf.kernel.Weakness;

/** What both one-time links have in common: whoever holds one chooses a password, once. */
@Component
public class PasswordByLink {

    private final TransactionTemplate transactions;
    private final Accounts accounts;
    private final Links links;
    private final OwnPassword ownPassword;

    PasswordByLink(TransactionTemplate transactions, Accounts accounts, Links links, OwnPassword ownPassword) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.links = links;
        this.ownPassword = ownPassword;
    }

    /** What became of choosing. */
    public sealed interface Outcome {
        /** The account has this password from now on, and the link is used up. */
        record Chosen(Account account) implements Outcome {
        }

        /** The password is not accepted, for these reasons; the link still works. */
        record Weak(List<Weakness> reasons) implements Outcome {
        }

        /** The password is the one the account has; the link still works. */
        record Same() implements Outcome {
        }

        /** The link is too old, used, or replaced by a newer one. */
        record Dead() implements Outcome {
        }
    }

    /** Whose link it is, if it still works. Changes nothing, so that a preview of the message does no harm. */
    Optional<Account> find(String token, Links.Kind kind) {
        return links.find(token, kind).flatMap(accounts::find);
    }

    /** @param consequences what else happens in the same transaction; it records the event */
    Outcome choose(String token, Links.Kind kind, SecretText password, Consumer<Account> consequences) {
        var found = find(token, kind);
        if (found.isEmpty()) {
            return new Outcome.Dead();
        }
        Account account = found.get();
        var weak = ownPassword.check(account, password);
        if (!weak.isEmpty()) {
            return new Outcome.Weak(weak);
        }
        // Whoever guesses with the link in hand learns it once: a wrong guess becomes the password and uses the link up.
        if (ownPassword.same(account, password)) {
            return new Outcome.Same();
        }
        String hash = ownPassword.hash(password);
        return transactions.execute(status -> {
            if (links.use(token, kind).isEmpty()) {
                return new Outcome.Dead();
            }
            ownPassword.set(account.id(), hash);
            consequences.accept(account);
            return new Outcome.Chosen(accounts.get(account.id()));
        });
    }
}
