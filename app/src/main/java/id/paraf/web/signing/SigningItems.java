package id.paraf.web.signing;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Register;
import id.paraf.signing.Documents;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;

/** Documents that wait for their owner's signature, on the dashboard. */
@Component
class SigningItems implements DashboardItem.Source {

    private final Documents documents;
    private final Register register;
    private final FrozenKeys frozen;

    SigningItems(Documents documents, Register register, FrozenKeys frozen) {
        this.documents = documents;
        this.register = register;
        this.frozen = frozen;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        long waiting = documents.waiting(viewer.account());
        if (waiting == 0) {
            return List.of();
        }
        // Nobody is urged to do what cannot be done now.
        boolean resting = frozen.ofAll(register.ownedBy(viewer.account())).isPresent();
        return List.of(new DashboardItem("info", "signature",
                page.t(resting ? "signing.dashboard.kept.title" : "signing.dashboard.title", waiting),
                page.t(resting ? "signing.dashboard.kept.text" : "signing.dashboard.text"), "/documents",
                page.t("signing.dashboard.action")));
    }
}
