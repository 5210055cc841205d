package id.paraf.web.officer;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.enrolment.Vouch;
import id.paraf.enrolment.Vouch.Outcome;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** A verifikator says of applicants whether they are people of the institution. */
@Controller
class VouchPages {

    private final Vouch vouch;

    VouchPages(Vouch vouch) {
        this.vouch = vouch;
    }

    @GetMapping("/institution/applications")
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("waiting", vouch.waiting(viewer.account()));
        return "officer/vouchList";
    }

    @FreshTotp
    @GetMapping("/institution/applications/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(id, Form.empty(), viewer, model);
    }

    private String show(UUID id, Form form, Viewer viewer, Model model) {
        var asked = vouch.asked(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("asked", asked).addAttribute("said", vouch.said(asked.application()).orElse(null))
                .addAttribute("correction", asked.correction()).addAttribute("form", form);
        return "officer/vouch";
    }

    @FreshTotp
    @PostMapping("/institution/applications/{id}/confirm")
    String confirm(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(vouch.confirm(viewer.account(), id, origin), "officer.vouch.confirmed", id, Form.empty(), viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/institution/applications/{id}/deny")
    String deny(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model,
            Origin origin) {
        return after(vouch.deny(viewer.account(), id, reason, origin), "officer.vouch.denied", id,
                Form.empty().with("reason", reason), viewer, page, model);
    }

    private String after(Outcome outcome, String sentence, UUID id, Form form, Viewer viewer, Page page, Model model) {
        switch (outcome) {
            case Outcome.Done done -> page.toast(sentence);
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.Over over -> throw new Problem(409, "conflict");
            case Outcome.NoteMissing missing -> {
                page.refused();
                return show(id, form.error("reason", "officer.account.reason.missing"), viewer, model);
            }
        }
        return "redirect:/institution/applications";
    }
}
