package id.paraf.web.account;

import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import id.paraf.account.Account;
import id.paraf.account.PasskeyRule;
import id.paraf.account.Role;

/** What a first login goes on with once the recovery codes are kept: the offer of a passkey, and the number of who signs. */
@Component
class FirstSteps {

    private final PasskeyRule passkeys;

    FirstSteps(PasskeyRule passkeys) {
        this.passkeys = passkeys;
    }

    /** Whether this account needs a number: every later reset of a passphrase depends on it, so it is asked of who signs. */
    static boolean needsPhone(Account account) {
        return account.is(Role.SIGNER) && !account.phoneVerified();
    }

    /** The page that comes now, which leads to the others and in the end to where its reader wanted to go. */
    String after(Account account, String next) {
        String phone = needsPhone(account) ? LoginPages.with("/settings/phone", next) : next;
        return account.is(Role.SIGNER) && passkeys.offered(account) ? UriComponentsBuilder.fromPath("/settings/passkeys/new")
                .queryParam("offered", "yes").queryParam("next", "{next}").build().expand(phone).encode().toUriString() : phone;
    }
}
