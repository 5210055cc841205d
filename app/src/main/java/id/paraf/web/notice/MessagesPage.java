package id.paraf.web.notice;

import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.notice.Delivery;
import id.paraf.notice.Notices;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Messages that did not arrive, for officers: what kind, to whom roughly, and why. Never what they said (RP-03). */
@Controller
class MessagesPage {

    private static final int SIZE = 50;

    private final Notices notices;
    private final Accounts accounts;

    MessagesPage(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    @GetMapping("/officer/messages")
    String list(@RequestParam(defaultValue = "1") int number, Viewer viewer, Page page, Model model) {
        int current = Math.clamp(number, 1, 10_000);
        // RA-02: of the own institution alone.
        var own = accounts.of(accounts.get(viewer.account()).works().institution());
        List<Delivery> found = notices.undeliverable(own, current - 1, SIZE);
        model.addAttribute("messages", found);
        model.addAttribute("number", current);
        model.addAttribute("more", found.size() == SIZE);
        return "notice/messages";
    }
}
