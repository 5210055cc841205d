package id.paraf.web.operator;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.closing.StopInstitution;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** Institutions: in use or stopped, and what became of the certificates of one that was closed. */
@Controller
class InstitutionPages {

    private final StopInstitution stop;

    InstitutionPages(StopInstitution stop) {
        this.stop = stop;
    }

    @GetMapping("/operator/institutions")
    String list(Page page, Model model) {
        model.addAttribute("institutions", stop.all());
        return "operator/institutions";
    }

    @FreshTotp
    @GetMapping("/operator/institutions/{id}")
    String one(@PathVariable UUID id, Page page, Model model) {
        return show(id, Form.empty(), model);
    }

    private String show(UUID id, Form form, Model model) {
        var sheet = stop.sheet(id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("sheet", sheet).addAttribute("lines", stop.report(id)).addAttribute("form", form);
        return "operator/institution";
    }

    @FreshTotp
    @PostMapping("/operator/institutions/{id}/stop")
    String stop(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        return after(stop.stop(id, viewer.account(), origin), "operator.institution.done.stopped", id, page);
    }

    @FreshTotp
    @PostMapping("/operator/institutions/{id}/resume")
    String resume(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        return after(stop.resume(id, viewer.account(), origin), "operator.institution.done.resumed", id, page);
    }

    /** What cannot be taken back needs a tick that says so. */
    @FreshTotp
    @PostMapping("/operator/institutions/{id}/close")
    String close(@PathVariable UUID id, @RequestParam(defaultValue = "") String understood, Viewer viewer, Page page, Model model,
            Origin origin) {
        if (!understood.equals("yes")) {
            page.refused();
            return show(id, Form.empty().error("understood", "operator.institution.close.missing"), model);
        }
        return after(stop.revokeAll(id, viewer.account(), origin), "operator.institution.done.closing", id, page);
    }

    private static String after(StopInstitution.Outcome outcome, String sentence, UUID id, Page page) {
        switch (outcome) {
            case DONE -> page.toast(sentence);
            case UNCHANGED -> page.toast("operator.institution.done.unchanged");
            case IN_USE -> page.toast("operator.institution.done.inUse");
            case CLOSING -> page.toast("operator.institution.done.wait");
            case NOT_THERE -> throw new Problem(404, "notFound");
        }
        return "redirect:/operator/institutions/" + id;
    }
}
