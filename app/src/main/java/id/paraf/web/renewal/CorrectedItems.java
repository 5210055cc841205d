package id.paraf.web.renewal;

import java.util.List;

import org.springframework.stereotype.Component;

import id.paraf.certificate.Register;
import id.paraf.renewal.RenewCertificate;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** That a certificate says what was corrected since, and that its owner orders the new one. */
@Component
class CorrectedItems implements DashboardItem.Source {

    private final Register register;
    private final RenewCertificate renew;

    CorrectedItems(Register register, RenewCertificate renew) {
        this.register = register;
        this.renew = renew;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER")) {
            return List.of();
        }
        return register.ownedBy(viewer.account()).stream().filter(owned -> owned.usable())
                .flatMap(owned -> renew.correctionPreview(viewer.account(), owned.id()).stream())
                .filter(preview -> preview.behind() != null && preview.newer() == null)
                .map(preview -> new DashboardItem("warning", "certificate", page.t("renewal.behind.title"),
                        page.t("renewal.behind.text"), "/certificates/" + preview.certificate().id() + "/correct",
                        page.t("renewal.behind.action")))
                .toList();
    }
}
