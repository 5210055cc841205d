package id.paraf.account;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Origin;

/**
 * Lets a stopped account log in again, for whoever runs the machine and never for a page: officers of an institution's only unit
 * can stop each other, and none of them lets a colleague in again ({@link LookAfterAccount}).
 */
@Component
public class EnableAccount {

    private final Accounts accounts;
    private final SecurityNotices notices;

    EnableAccount(Accounts accounts, SecurityNotices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It is so now, and its owner is told at every address. */
        record Enabled(Account account) implements Outcome {
        }

        /** It was not stopped: nothing happened. */
        record Unchanged(Account account) implements Outcome {
        }

        /** Nobody logs in with this name or address. */
        record NotThere() implements Outcome {
        }
    }

    /**
     * Lets it log in again; asking once more changes nothing.
     *
     * @param login user name or e-mail address
     */
    @Transactional
    public Outcome enable(String login, Origin origin) {
        var account = accounts.byLogin(login).orElse(null);
        if (account == null) {
            return new Outcome.NotThere();
        }
        if (!accounts.enable(account.id(), null, origin)) {
            return new Outcome.Unchanged(account);
        }
        notices.tellOfOperator(account.id(), "account-enabled", "account:" + account.id());
        return new Outcome.Enabled(accounts.get(account.id()));
    }
}
