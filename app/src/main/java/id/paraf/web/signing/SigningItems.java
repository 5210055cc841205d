package id.paraf.web.signing;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.signing.Documents;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Documents that wait for their owner's signature, on the dashboard. */
@Component
class SigningItems implements DashboardItem.Source {

    private final Documents documents;

    SigningItems(Documents documents) {
        this.documents = documents;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        long waiting = documents.waiting(viewer.account());
        return waiting == 0 ? List.of()
                : List.of(new DashboardItem("info", "signature", page.t("signing.dashboard.title", waiting),
                        page.t("signing.dashboard.text"), "/documents", page.t("signing.dashboard.action")));
    }
}
