package id.paraf.web.account;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.PasskeyRule;
import id.paraf.account.RecoveryCodes;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What an account itself needs: a proven phone number and e-mail address, a passkey for who decides, enough recovery codes. */
@Component
class AccountItems implements DashboardItem.Source {

    private static final int FEW = 3;

    private final Accounts accounts;
    private final RecoveryCodes recoveryCodes;
    private final PasskeyRule passkeys;

    AccountItems(Accounts accounts, RecoveryCodes recoveryCodes, PasskeyRule passkeys) {
        this.accounts = accounts;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        var account = accounts.get(viewer.account());
        var items = new ArrayList<DashboardItem>();
        if (FirstSteps.needsPhone(account)) {
            items.add(item(page, "warning", "device-mobile", "phone", "/settings/phone"));
        }
        if (account.emailVerifiedAt() == null) {
            items.add(item(page, "warning", "mail", "email", "/settings/email"));
        }
        if (account.needsPasskey() && !passkeys.any(account.id())) {
            items.add(item(page, "warning", "key", "passkey", "/settings/passkeys/new"));
        }
        if (!account.secondFactor()) {
            // Recovery codes stand in for an authenticator, which whoever logs in by passkey alone does not have.
            return items;
        }
        int left = recoveryCodes.left(account.id());
        if (recoveryCodes.unkept(account.id())) {
            items.add(item(page, "warning", "key", "unkept", "/settings/recovery-codes"));
        } else if (left <= FEW) {
            items.add(item(page, "warning", "key", "codes", "/settings/recovery-codes", left));
        }
        return items;
    }

    private static DashboardItem item(Page page, String kind, String icon, String key, String href, Object... arguments) {
        String prefix = "account.dashboard." + key;
        return new DashboardItem(kind, icon, page.t(prefix + ".title"), page.t(prefix + ".text", arguments), href,
                page.t(prefix + ".action"));
    }
}
