package id.paraf.web.enrolment;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.Correct;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Perbaikan data": what is recorded, what can be corrected here and what elsewhere, and the form with both side by side. */
@Controller
class CorrectionPages {

    private final Wizard wizard;
    private final Applications applications;
    private final Correct correct;
    private final Accounts accounts;

    CorrectionPages(Wizard wizard, Applications applications, Correct correct, Accounts accounts) {
        this.wizard = wizard;
        this.applications = applications;
        this.correct = correct;
        this.accounts = accounts;
    }

    @GetMapping("/corrections/new")
    String introduction(Viewer viewer, Page page, Model model) {
        var open = applications.openOf(viewer.account());
        model.addAttribute("open", open.map(ApplicationView::new).orElse(null));
        model.addAttribute("recorded", correct.recorded(viewer.account()).orElse(null));
        model.addAttribute("account", accounts.get(viewer.account()));
        return "enrolment/correctionNew";
    }

    @PostMapping("/corrections")
    String start(Viewer viewer, Page page, Origin origin) {
        return switch (correct.start(viewer.account(), origin)) {
            case ApplyOutcome.Done(var application) when application.correction() && application.state().editable() ->
                Wizard.to(application.id(), Step.furthest(application));
            case ApplyOutcome.Done(var application) -> "redirect:/applications/" + application.id();
            case ApplyOutcome.InstitutionStopped stopped -> throw new Problem(409, "institutionStopped");
            case ApplyOutcome.TooMany(var retryAfter) -> throw new Problem(429, "tooMany", retryAfter);
            default -> "redirect:/corrections/new";
        };
    }

    @GetMapping("/applications/{id}/correction")
    String data(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var application = wizard.owned(viewer, id);
        var correction = correct.of(viewer.account(), id).orElse(null);
        if (correction == null) {
            return Wizard.to(id, Step.furthest(application));
        }
        var known = application.draft() != null ? application.draft()
                : application.identity() != null ? application.identity() : correction.recorded().identity();
        var form = Form.empty().with("fullName", known.fullName()).with("nip", known.nip()).with("position", known.position())
                .with("unit", correction.unitAfter()).with("reason", correction.reason());
        return show(application, form, viewer, page, model);
    }

    private String show(Application application, Form form, Viewer viewer, Page page, Model model) {
        model.addAttribute("recorded", correct.of(viewer.account(), application.id()).orElseThrow().recorded());
        model.addAttribute("units", correct.units(viewer.account()));
        String view = wizard.show(application, Step.IDENTITY, form, page, model);
        return view.startsWith("redirect:") ? view : "enrolment/correction";
    }

    @PostMapping("/applications/{id}/correction")
    String typed(@PathVariable UUID id, @RequestParam(defaultValue = "") String fullName,
            @RequestParam(defaultValue = "") String nip,
            @RequestParam(defaultValue = "") String position, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String later, Viewer viewer, Page page,
            Model model, Origin origin) {
        var application = wizard.owned(viewer, id);
        if (!application.correction()) {
            return Wizard.to(id, Step.furthest(application));
        }
        var typed = new Correct.Typed(fullName, nip, position, unit, reason);
        if (later.equals("yes")) {
            var kept = correct.keep(viewer.account(), id, typed, origin);
            if (kept instanceof ApplyOutcome.Done) {
                page.toast("enrolment.kept");
                return "redirect:/applications";
            }
            return wizard.after(kept, id, Step.IDENTITY);
        }
        var outcome = correct.data(viewer.account(), id, typed, origin);
        if (outcome instanceof ApplyOutcome.CorrectionFlawed(var flaws, var more)) {
            var form = Form.empty().with("fullName", fullName).with("nip", nip).with("position", position).with("unit", unit)
                    .with("reason", reason);
            flaws.forEach(flaw -> form.error(StepPages.field(flaw), "enrolment.flaw." + flaw));
            more.forEach(flaw -> {
                switch (flaw) {
                    case NOTHING_CHANGED -> form.error("enrolment.correction.flaw.NOTHING_CHANGED");
                    case UNIT_UNKNOWN -> form.error("unit", "enrolment.correction.flaw.UNIT_UNKNOWN");
                    case REASON_MISSING -> form.error("reason", "enrolment.correction.flaw.REASON_MISSING");
                }
            });
            page.refused();
            return show(application, form, viewer, page, model);
        }
        var now = wizard.owned(viewer, id);
        // Whoever came from "Periksa dan kirim" goes back to it, unless something has to be shown with it now.
        boolean checked = Step.CHECK.reachable(now) && !now.documents().isEmpty();
        return wizard.after(outcome, id, checked ? Step.CHECK : Step.DOCUMENTS);
    }
}
