package id.paraf.passphrase;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.kernel.SecretRules;
import id.paraf.kernel.SecretText;
import id.paraf.kernel.Weakness;

/** What a passphrase of this deployment must be, for this person. */
@Component
public class PassphraseRules {

    private final SecretRules rules;
    private final String brand;

    PassphraseRules(SecretRules rules, @Value("${paraf.brand.name:Paraf}") String brand) {
        this.rules = rules;
        this.brand = brand;
    }

    /** The rule in force, for the checklist beside the field. */
    public SecretRules.Rule rule() {
        return rules.passphraseRule();
    }

    /** Everything that is wrong with it; empty if the account may use it. */
    public List<Weakness> check(SecretText passphrase, Account account) {
        var context = new ArrayList<>(List.of(account.name(), account.username(), account.email(), account.institution(),
                account.unit(), brand, "Paraf"));
        if (account.phone() != null) {
            context.add(account.phone());
        }
        return rules.check(rules.passphraseRule(), passphrase.reveal(), context);
    }
}
