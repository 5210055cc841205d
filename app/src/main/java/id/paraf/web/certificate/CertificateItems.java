package id.paraf.web.certificate;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Register;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What certificates have to say on the dashboard: one that is suspended, cannot sign for now, or ends soon. */
@Component
class CertificateItems implements DashboardItem.Source {

    private final Register register;
    private final FrozenKeys frozen;

    CertificateItems(Register register, FrozenKeys frozen) {
        this.register = register;
        this.frozen = frozen;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        var items = new ArrayList<DashboardItem>();
        for (var certificate : register.ownedBy(viewer.account())) {
            var view = CertificateView.of(certificate, register, page.now());
            var suspension = view.suspension();
            if (view.suspended() && suspension != null) {
                items.add(new DashboardItem("danger", "lock", page.t("certificate.dashboard.suspended.title"),
                        page.t("certificate.dashboard.suspended." + suspension.holder(), suspension.since()), view.href(),
                        page.t("certificate.dashboard.ends.action")));
            }
            frozen.of(certificate).ifPresent(key -> {
                var until = key.frozenUntil();
                items.add(until == null
                        ? new DashboardItem("danger", "lock", page.t("certificate.dashboard.frozen.title"),
                                page.t("certificate.dashboard.frozen.text"), view.href(),
                                page.t("certificate.dashboard.ends.action"))
                        : new DashboardItem("warning", "lock", page.t("certificate.dashboard.resting.title", until),
                                page.t("certificate.dashboard.resting.text"), view.href(),
                                page.t("certificate.dashboard.ends.action")));
            });
            if (view.renewable()) {
                items.add(new DashboardItem("warning", "hourglass", page.t("certificate.dashboard.ends.title", view.daysLeft()),
                        page.t("certificate.dashboard.ends.text", certificate.notAfter()), view.href() + "/renew",
                        page.t("certificate.action.renew")));
            }
        }
        return items;
    }
}
