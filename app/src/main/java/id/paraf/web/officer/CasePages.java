package id.paraf.web.officer;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Sessions;
import id.paraf.account.StepUp;
import id.paraf.enrolment.Compared;
import id.paraf.enrolment.DecideOutcome;
import id.paraf.enrolment.Examine;
import id.paraf.enrolment.OfficerDesk;
import id.paraf.enrolment.WorkCase;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/**
 * What a reset handed over: the officer arranges to see the person, says how that went, and lets them go on. There is nothing
 * here that sets, shows or knows a passphrase (RP-28).
 */
@Controller
class CasePages {

    private final OfficerDesk desk;
    private final Examine examine;
    private final WorkCase work;
    private final FrozenItems frozen;
    private final StepUp stepUp;
    private final KeptNote kept;

    CasePages(OfficerDesk desk, Examine examine, WorkCase work, FrozenItems frozen, StepUp stepUp, KeptNote kept) {
        this.desk = desk;
        this.examine = examine;
        this.work = work;
        this.frozen = frozen;
        this.stepUp = stepUp;
        this.kept = kept;
    }

    @GetMapping("/officer/cases")
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("cases", desk.cases(viewer.account()));
        model.addAttribute("frozen", frozen.of(viewer.account()));
        return "officer/cases";
    }

    @GetMapping("/officer/cases/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        boolean fresh = stepUp.fresh(login.session());
        return show(id, fresh ? kept.take(request, response, viewer.account(), page.path()) : Form.empty(), viewer, fresh, model);
    }

    private String show(UUID id, Form form, Viewer viewer, boolean fresh, Model model) {
        var item = desk.selfieCase(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        MeetingForm.fill(form, item.selfieCase().meeting());
        model.addAttribute("item", item).addAttribute("known", examine.person(item));
        model.addAttribute("fresh", fresh).addAttribute("form", form);
        return "officer/case";
    }

    @PostMapping("/officer/cases/{id}/meeting")
    String arrange(@PathVariable UUID id, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String date, @RequestParam(defaultValue = "") String time,
            @RequestParam(defaultValue = "") String place, Viewer viewer, Sessions.Login login, Page page, Model model,
            Origin origin, HttpServletResponse response) {
        var typed = new MeetingForm(kind, date, time, place);
        String path = "/officer/cases/" + id;
        if (!stepUp.fresh(login.session())) {
            return kept.toCode(response, viewer.account(), path, typed.typed());
        }
        return switch (work.arrange(viewer.account(), id, typed.wish(), origin)) {
            case WorkCase.Arranged.Done done -> {
                page.toast("officer.meeting.saved");
                yield "redirect:" + path;
            }
            case WorkCase.Arranged.Flawed(Set<WorkCase.Flaw> flaws) -> {
                var form = form(typed.typed());
                flaws.forEach(flaw -> form.error(MeetingForm.field(flaw), "officer.meeting.flaw." + flaw));
                page.refused();
                yield show(id, form, viewer, true, model);
            }
            case WorkCase.Arranged.NotYours(var conflict) -> throw DecisionPages.refused(conflict);
            case WorkCase.Arranged.AlreadyDecided no -> throw new Problem(409, "conflict");
        };
    }

    @PostMapping("/officer/cases/{id}")
    String decide(@PathVariable UUID id, @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String compared, @RequestParam(defaultValue = "") String note,
            Viewer viewer, Sessions.Login login, Page page, Model model, Origin origin, HttpServletResponse response) {
        var typed = Map.of("decision", decision, "compared", compared, "note", note);
        if (!stepUp.fresh(login.session())) {
            return kept.toCode(response, viewer.account(), page.path(), typed);
        }
        var form = form(typed);
        var seen = Compared.of(compared).filter(Compared::met);
        if (!decision.equals("approve") && !decision.equals("reject")) {
            form.error("decision", "officer.case.decision.missing");
        } else if (decision.equals("approve") && seen.isEmpty()) {
            form.error("compared", "officer.case.seen.missing");
        }
        if (!form.ok()) {
            page.refused();
            return show(id, form, viewer, true, model);
        }
        return switch (decision.equals("approve") ? work.approve(viewer.account(), id, seen.orElseThrow(), note, origin)
                : work.reject(viewer.account(), id, note, origin)) {
            case DecideOutcome.Approved approved -> done(page, "officer.case.approved");
            case DecideOutcome.Rejected rejected -> done(page, "officer.case.rejected");
            case DecideOutcome.ReasonMissing missing -> {
                page.refused();
                yield show(id, form.error("note", "officer.note.missing"), viewer, true, model);
            }
            case DecideOutcome.NotYours(var conflict) -> throw DecisionPages.refused(conflict);
            default -> throw new Problem(409, "conflict");
        };
    }

    private static Form form(Map<String, String> typed) {
        var form = Form.empty();
        typed.forEach(form::with);
        return form;
    }

    private static String done(Page page, String sentence) {
        page.toast(sentence);
        return "redirect:/officer/cases";
    }
}
