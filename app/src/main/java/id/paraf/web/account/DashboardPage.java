package id.paraf.web.account;

import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.account.RecoveryCodes;
import id.paraf.account.Sessions;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "What needs me now", gathered from every feature. */
@Controller
class DashboardPage {

    private static final List<String> URGENCY = List.of("danger", "warning", "info", "success");

    private final List<DashboardItem.Source> sources;
    private final RecoveryCodes recoveryCodes;

    DashboardPage(List<DashboardItem.Source> sources, RecoveryCodes recoveryCodes) {
        this.sources = sources;
        this.recoveryCodes = recoveryCodes;
    }

    @GetMapping("/dashboard")
    String dashboard(Page page, Viewer viewer, Sessions.Login login, Model model) {
        if (!recoveryCodes.shown(login).isEmpty()) {
            // A login whose new codes nobody has said to have kept goes on with that.
            return "redirect:/settings/recovery-codes/new";
        }
        model.addAttribute("signer", viewer.is("SIGNER")).addAttribute("name", viewer.name()).addAttribute("items",
                sources.stream().flatMap(source -> source.itemsFor(viewer, page).stream())
                        .sorted(Comparator.comparingInt(item -> URGENCY.indexOf(item.kind()))).toList());
        return "account/dashboard";
    }
}
