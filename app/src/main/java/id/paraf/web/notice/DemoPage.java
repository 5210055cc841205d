package id.paraf.web.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.notice.DemoInbox;
import id.paraf.web.Page;

/** In the demo profile, and nowhere else: everybody's phone and mailbox on one page, so that one person can play all. */
@Controller
@Profile("demo")
class DemoPage {

    private final DemoInbox inbox;
    private final Accounts accounts;

    DemoPage(DemoInbox inbox, Accounts accounts) {
        this.inbox = inbox;
        this.accounts = accounts;
    }

    @GetMapping("/demo")
    String show(Page page, Model model) {
        model.addAttribute("people", people());
        return "notice/demo";
    }

    /** The part of the page that is asked for again every two seconds. */
    @GetMapping("/demo/messages")
    String messages(Page page, Model model) {
        model.addAttribute("people", people());
        return "notice/demoMessages";
    }

    /** Receivers in the order of their latest message. */
    private List<DemoPerson> people() {
        Map<String, List<DemoInbox.Received>> byReceiver = new LinkedHashMap<>();
        for (var message : inbox.newest()) {
            String key = message.account() == null ? message.address() : message.account().toString();
            byReceiver.computeIfAbsent(key, _ -> new ArrayList<>()).add(message);
        }
        return byReceiver.entrySet().stream().map(entry -> person(entry.getKey(), entry.getValue())).toList();
    }

    private DemoPerson person(String key, List<DemoInbox.Received> messages) {
        String id = "person-" + Integer.toHexString(key.hashCode());
        UUID account = messages.getFirst().account();
        return Optional.ofNullable(account).flatMap(accounts::find)
                .map(found -> new DemoPerson(id, found.name(), found.username(), role(found.roles()),
                        found.unit(), found.claimed(), messages))
                .orElseGet(() -> new DemoPerson(id, messages.getFirst().address(), "", "notice.page.demo.role.unknown", "", false,
                        messages));
    }

    /** What others depend on comes first. */
    private static String role(Set<Role> roles) {
        return "role." + roles.stream().max(Comparator.comparing(Role::trusted)).map(Role::name).orElse("NONE");
    }
}
