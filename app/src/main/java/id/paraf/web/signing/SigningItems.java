package id.paraf.web.signing;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Register;
import id.paraf.signing.Documents;
import id.paraf.signing.Rounds;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;

/** Documents that wait for the viewer's signature, own ones and those of others, on the dashboard. */
@Component
class SigningItems implements DashboardItem.Source {

    private final Documents documents;
    private final Rounds rounds;
    private final Register register;
    private final FrozenKeys frozen;

    SigningItems(Documents documents, Rounds rounds, Register register, FrozenKeys frozen) {
        this.documents = documents;
        this.rounds = rounds;
        this.register = register;
        this.frozen = frozen;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        long waiting = documents.waiting(viewer.account());
        long asked = rounds.waitingFor(viewer.account());
        if (waiting == 0 && asked == 0) {
            return List.of();
        }
        // Nobody is urged to do what cannot be done now.
        boolean resting = frozen.ofAll(register.ownedBy(viewer.account())).isPresent();
        var items = new ArrayList<DashboardItem>();
        if (asked > 0) {
            items.add(new DashboardItem("info", "signature", page.t("signing.dashboard.asked.title", asked),
                    page.t(resting ? "signing.dashboard.asked.kept" : "signing.dashboard.asked.text"), "/documents/rounds",
                    page.t("signing.dashboard.asked.action")));
        }
        if (waiting > 0) {
            items.add(own(waiting, resting, page));
        }
        return items;
    }

    private static DashboardItem own(long waiting, boolean resting, Page page) {
        return new DashboardItem("info", "signature",
                page.t(resting ? "signing.dashboard.kept.title" : "signing.dashboard.title", waiting),
                page.t(resting ? "signing.dashboard.kept.text" : "signing.dashboard.text"), "/documents",
                page.t("signing.dashboard.action"));
    }
}
