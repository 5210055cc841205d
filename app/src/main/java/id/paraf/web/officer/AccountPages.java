package id.paraf.web.officer;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Account;
import id.paraf.account.LookAfterAccount;
import id.paraf.account.Role;
import id.paraf.enrolment.FindStanding;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** Accounts of the officer's institution: where they are logged in, and the brake for when that must end. */
@Controller
class AccountPages {

    private final LookAfterAccount accounts;
    private final FindStanding standings;

    AccountPages(LookAfterAccount accounts, FindStanding standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    @GetMapping("/officer/accounts")
    String list(@RequestParam(defaultValue = "") String search, Viewer viewer, Page page, Model model) {
        var found = accounts.find(viewer.account(), search);
        model.addAttribute("accounts", found).addAttribute("standings",
                standings.of(found.stream().filter(account -> account.is(Role.SIGNER)).map(Account::id).toList()));
        model.addAttribute("search", search);
        return "officer/accounts";
    }

    @FreshTotp
    @GetMapping("/officer/accounts/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(id, Form.empty(), viewer, model);
    }

    private String show(UUID id, Form form, Viewer viewer, Model model) {
        var person = accounts.person(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("person", person).addAttribute("standing",
                person.account().is(Role.SIGNER) ? standings.of(id) : null);
        model.addAttribute("form", form);
        return "officer/account";
    }

    @FreshTotp
    @PostMapping("/officer/accounts/{id}/end-sessions")
    String endSessions(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(accounts.endSessions(viewer.account(), id, origin), "officer.account.ended", id, Form.empty(), viewer, page,
                model);
    }

    @FreshTotp
    @PostMapping("/officer/accounts/{id}/disable")
    String disable(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model,
            Origin origin) {
        return after(accounts.disable(viewer.account(), id, reason, origin), "officer.account.disabled", id,
                Form.empty().with("reason", reason), viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/accounts/{id}/enable")
    String enable(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(accounts.enable(viewer.account(), id, origin), "officer.account.enabled", id, Form.empty(), viewer, page,
                model);
    }

    private String after(LookAfterAccount.Outcome outcome, String sentence, UUID id, Form form, Viewer viewer, Page page,
            Model model) {
        switch (outcome) {
            case LookAfterAccount.Outcome.Done done -> page.toast(sentence);
            case LookAfterAccount.Outcome.Unchanged same -> page.toast("officer.account.unchanged");
            case LookAfterAccount.Outcome.NotThere no -> throw new Problem(404, "notFound");
            case LookAfterAccount.Outcome.NotYours no -> throw new Problem(403, "forbidden");
            case LookAfterAccount.Outcome.ReasonMissing missing -> {
                page.refused();
                return show(id, form.error("reason", "officer.account.reason.missing"), viewer, model);
            }
        }
        return "redirect:/officer/accounts/" + id;
    }
}
