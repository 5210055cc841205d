package id.paraf.web.enrolment;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.State;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What applications have to say on the dashboard: begun, waiting, refused, or not even begun. */
@Component
class ApplicationItems implements DashboardItem.Source {

    private final Applications applications;
    private final Register register;

    ApplicationItems(Applications applications, Register register) {
        this.applications = applications;
        this.register = register;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        var all = applications.ownedBy(viewer.account());
        if (!all.isEmpty() && (all.getFirst().state().open() || all.getFirst().state() == State.REJECTED)) {
            return List.of(item(all.getFirst(), page));
        }
        return register.ownedBy(viewer.account()).stream().anyMatch(Certificate::lasting) || page.stopped() ? List.of()
                : List.of(new DashboardItem("info", "file-plus", page.t("enrolment.dashboard.none.title"),
                        page.t("enrolment.dashboard.none.text"), "/applications/new", page.t("enrolment.dashboard.none.action")));
    }

    private static DashboardItem item(Application application, Page page) {
        var view = new ApplicationView(application);
        String key = "enrolment.dashboard." + (application.correction() ? "correction." : "")
                + (application.state() == State.CONFIRMING ? State.SUBMITTED : application.state());
        return new DashboardItem(application.state() == State.REJECTED ? "danger" : view.editable() ? "warning" : "info",
                "clipboard-list",
                page.t(key + ".title"), page.t(key + ".text", view.since()),
                view.editable() && !view.returned() ? view.resume() : view.href(),
                page.t(key + ".action"));
    }
}
