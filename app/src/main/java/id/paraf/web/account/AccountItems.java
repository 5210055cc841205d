package id.paraf.web.account;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.account.RecoveryCodes;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What an account itself needs: a proven phone number and e-mail address, enough recovery codes. */
@Component
class AccountItems implements DashboardItem.Source {

    private static final int FEW = 3;

    private final Accounts accounts;
    private final RecoveryCodes recoveryCodes;

    AccountItems(Accounts accounts, RecoveryCodes recoveryCodes) {
        this.accounts = accounts;
        this.recoveryCodes = recoveryCodes;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        var account = accounts.get(viewer.account());
        var items = new ArrayList<DashboardItem>();
        if (!account.phoneVerified()) {
            items.add(item(page, "warning", "device-mobile", "phone", "/settings/phone"));
        }
        if (account.emailVerifiedAt() == null) {
            items.add(item(page, "warning", "mail", "email", "/settings/email"));
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
