package id.paraf.web.passphrase;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.keyroom.Keyroom;
import id.paraf.passphrase.JourneyState;
import id.paraf.passphrase.ResetPassphrase;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What passphrases have to say on the dashboard: a reset that is under way, and one that is not looked at after wrong tries. */
@Component
class ResetItems implements DashboardItem.Source {

    private final Register register;
    private final ResetPassphrase resets;
    private final Keyroom keyroom;

    ResetItems(Register register, ResetPassphrase resets, Keyroom keyroom) {
        this.register = register;
        this.resets = resets;
        this.keyroom = keyroom;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        var items = new ArrayList<DashboardItem>();
        for (var certificate : register.ownedBy(viewer.account())) {
            if (certificate.usable() && !underWay(viewer, certificate, page, items)) {
                locked(certificate, page, items);
            }
        }
        return items;
    }

    private boolean underWay(Viewer viewer, Certificate certificate, Page page, List<DashboardItem> items) {
        var journey = resets.current(viewer.account(), certificate.id()).filter(found -> found.state().open());
        journey.ifPresent(open -> {
            boolean officer = open.state() == JourneyState.OFFICER;
            items.add(new DashboardItem(officer ? "info" : "warning", officer ? "hourglass" : "refresh",
                    page.t(officer ? "passphrase.dashboard.officer.title" : "passphrase.dashboard.open.title"),
                    officer ? page.t("passphrase.dashboard.officer.text")
                            : page.t("passphrase.dashboard.open.text", open.expiresAt()),
                    "/certificates/" + certificate.id() + "/reset", page.t("passphrase.dashboard.open.action")));
        });
        return journey.isPresent();
    }

    private void locked(Certificate certificate, Page page, List<DashboardItem> items) {
        String reset = "/certificates/" + certificate.id() + "/reset/new";
        keyroom.state(certificate.key()).filter(key -> !key.frozen() && !key.suspended()).ifPresent(key -> {
            var until = key.waitingUntil();
            if (key.locked()) {
                items.add(new DashboardItem("danger", "lock", page.t("passphrase.dashboard.locked.title"),
                        page.t("passphrase.dashboard.locked.text"), reset, page.t("passphrase.dashboard.locked.action")));
            } else if (until != null && until.isAfter(page.now())) {
                items.add(new DashboardItem("warning", "lock", page.t("passphrase.dashboard.waiting.title", until),
                        page.t("passphrase.dashboard.waiting.text"), reset, page.t("passphrase.dashboard.locked.action")));
            }
        });
    }
}
