package id.paraf.signing;

import java.util.Locale;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * Finds whom to ask: colleagues by user name or e-mail address, everybody else by the whole address alone. There is no list to
 * look through, and who guesses is stopped.
 */
@Component
public class FindSigner {

    private final Accounts accounts;
    private final Limits limits;

    FindSigner(Accounts accounts, Limits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    /** Who was found. */
    public sealed interface Outcome {
        /** @param called what the asker may call this person from now on */
        record Found(UUID account, String called) implements Outcome {
        }

        /** Nobody whom this asker may ask is called so. */
        record Nobody() implements Outcome {
        }

        /** Too many wrong names in an hour. */
        record TooMany() implements Outcome {
        }
    }

    /** @param typed as the asker knows the person */
    public Outcome find(UUID asker, String typed) {
        if (!limits.take(Limit.SIGNER_SOUGHT_PER_ACCOUNT, asker.toString()).granted()) {
            return new Outcome.TooMany();
        }
        var home = accounts.get(asker).institution();
        var found = accounts.byLogin(typed).filter(person -> person.is(Role.SIGNER))
                .filter(person -> person.institution().equals(home) || byAddress(person, typed)).orElse(null);
        if (found == null) {
            return new Outcome.Nobody();
        }
        limits.giveBack(Limit.SIGNER_SOUGHT_PER_ACCOUNT, asker.toString());
        return new Outcome.Found(found.id(), found.institution().equals(home) ? found.name() : typed.strip());
    }

    private static boolean byAddress(Account person, String typed) {
        return person.email().toLowerCase(Locale.ROOT).equals(typed.strip().toLowerCase(Locale.ROOT));
    }
}
