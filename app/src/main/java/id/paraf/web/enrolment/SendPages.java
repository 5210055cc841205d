package id.paraf.web.enrolment;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.certificate.Agreements;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.Correct;
import id.paraf.enrolment.HandIn;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretRules;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** The last three steps: agreement, passphrase, check and send. */
@Controller
class SendPages {

    private final Wizard wizard;
    private final Apply apply;
    private final Agreements agreements;
    private final Accounts accounts;
    private final SecretRules rules;
    private final HandIn handIn;
    private final Correct correct;

    SendPages(Wizard wizard, Apply apply, Agreements agreements, Accounts accounts, SecretRules rules,
            HandIn handIn, Correct correct) {
        this.wizard = wizard;
        this.apply = apply;
        this.agreements = agreements;
        this.accounts = accounts;
        this.rules = rules;
        this.handIn = handIn;
        this.correct = correct;
    }

    @GetMapping("/applications/{id}/agreement")
    String agreement(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return agreement(wizard.owned(viewer, id), Form.empty(), page, model);
    }

    private String agreement(Application application, Form form, Page page, Model model) {
        model.addAttribute("agreement", agreements.current(page.language()));
        return wizard.show(application, Step.AGREEMENT, form, page, model);
    }

    @PostMapping("/applications/{id}/agreement")
    String agreed(@PathVariable UUID id, @RequestParam(defaultValue = "") String agree,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String sha256, Viewer viewer,
            Page page,
            Model model, Origin origin) {
        var application = wizard.owned(viewer, id);
        if (!agree.equals("yes")) {
            page.refused();
            return agreement(application, Form.empty().error("agree", "enrolment.agreement.missing"), page, model);
        }
        var outcome = apply.agree(viewer.account(), id, version, language, sha256, origin);
        if (outcome instanceof ApplyOutcome.AgreementChanged) {
            page.refused();
            return agreement(application, Form.empty().error("enrolment.agreement.changed"), page, model);
        }
        return wizard.after(outcome, id, Step.PASSPHRASE);
    }

    @GetMapping("/applications/{id}/passphrase")
    String passphrase(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return passphrase(wizard.owned(viewer, id), Form.empty(), page, model);
    }

    private String passphrase(Application application, Form form, Page page, Model model) {
        model.addAttribute("rule", rules.passphraseRule());
        return wizard.show(application, Step.PASSPHRASE, form, page, model);
    }

    @PostMapping("/applications/{id}/passphrase")
    String chosen(@PathVariable UUID id, @RequestParam(defaultValue = "") String passphrase,
            @RequestParam(defaultValue = "") String confirmation, Viewer viewer, Page page, Model model, Origin origin) {
        var application = wizard.owned(viewer, id);
        if (!passphrase.equals(confirmation)) {
            page.refused();
            return passphrase(application, Form.empty().error("confirmation", "enrolment.passphrase.differs"), page, model);
        }
        var outcome = apply.passphrase(viewer.account(), id, passphrase, origin);
        if (outcome instanceof ApplyOutcome.Weak(var weaknesses)) {
            var form = Form.empty();
            weaknesses.forEach(weakness -> form.error("passphrase", "enrolment.weak." + weakness.kind(), weakness.detail()));
            page.refused();
            return passphrase(application, form, page, model);
        }
        return wizard.after(outcome, id, Step.CHECK);
    }

    @GetMapping("/applications/{id}/check")
    String check(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return check(wizard.owned(viewer, id), Form.empty(), viewer, page, model);
    }

    private String check(Application application, Form form, Viewer viewer, Page page, Model model) {
        model.addAttribute("account", accounts.get(viewer.account()));
        model.addAttribute("files", handIn.of(application));
        model.addAttribute("correction", correct.of(viewer.account(), application.id()).orElse(null));
        return wizard.show(application, Step.CHECK, form, page, model);
    }

    @PostMapping("/applications/{id}/submit")
    String submit(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        var application = wizard.owned(viewer, id);
        var outcome = apply.submit(viewer.account(), id, origin);
        if (outcome instanceof ApplyOutcome.Done) {
            page.toast("enrolment.sent");
            return "redirect:/applications/" + id;
        }
        if (outcome instanceof ApplyOutcome.ContactsUnverified) {
            page.refused();
            return check(application, Form.empty().error("enrolment.check.contacts.error"), viewer, page, model);
        }
        return wizard.after(outcome, id, Step.CHECK);
    }
}
