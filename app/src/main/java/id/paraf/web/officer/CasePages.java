package id.paraf.web.officer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.account.Sessions;
import id.paraf.account.StepUp;
import id.paraf.enrolment.Decide;
import id.paraf.enrolment.DecideOutcome;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.enrolment.Examine;
import id.paraf.enrolment.OfficerDesk;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.passphrase.FreezeKey;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/**
 * What a reset handed over, and keys that wait to be freed: the officer sees the person, says so, and lets them go on. There
 * is nothing here that sets, shows or knows a passphrase (RP-28).
 */
@Controller
class CasePages {

    private final OfficerDesk desk;
    private final Examine examine;
    private final Decide decide;
    private final FreezeKey freezes;
    private final Accounts accounts;
    private final StepUp stepUp;
    private final KeptNote kept;

    CasePages(OfficerDesk desk, Examine examine, Decide decide, FreezeKey freezes, Accounts accounts,
            StepUp stepUp, KeptNote kept) {
        this.desk = desk;
        this.examine = examine;
        this.decide = decide;
        this.freezes = freezes;
        this.accounts = accounts;
        this.stepUp = stepUp;
        this.kept = kept;
    }

    private List<FrozenItem> frozen(Viewer viewer) {
        return freezes.waiting().stream()
                .map(key -> new FrozenItem(key, accounts.get(key.account()), desk.conflict(viewer.account(), key.account())))
                .filter(item -> item.conflict() != Conflict.OTHER_INSTITUTION && item.conflict() != Conflict.NO_OFFICER).toList();
    }

    @GetMapping("/officer/cases")
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("cases", desk.cases(viewer.account()));
        model.addAttribute("frozen", frozen(viewer));
        return "officer/cases";
    }

    @GetMapping("/officer/cases/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        return show(id, asLeft(viewer, login, page, request, response), viewer, login, page, model);
    }

    /** SE-06: a decision needs a fresh code. It is asked for before the form; if it has grown old over it, nothing typed is lost. */
    private String toCode(String decision, String note, Viewer viewer, Page page, HttpServletResponse response) {
        kept.keep(response, viewer.account(), page.path(), decision, note);
        return "redirect:/step-up?next=" + URLEncoder.encode(page.path(), StandardCharsets.UTF_8);
    }

    private Form asLeft(Viewer viewer, Sessions.Login login, Page page, HttpServletRequest request, HttpServletResponse response) {
        return stepUp.fresh(login.session()) ? kept.take(request, response, viewer.account(), page.path()) : Form.empty();
    }

    private String show(UUID id, Form form, Viewer viewer, Sessions.Login login, Page page, Model model) {
        var item = desk.selfieCase(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("item", item);
        model.addAttribute("checks", examine.checks(item));
        model.addAttribute("fresh", stepUp.fresh(login.session()));
        model.addAttribute("form", form);
        return "officer/case";
    }

    @PostMapping("/officer/cases/{id}")
    String decide(@PathVariable UUID id, @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String note,
            Viewer viewer, Sessions.Login login, Page page, Model model, Origin origin, HttpServletResponse response) {
        if (!stepUp.fresh(login.session())) {
            return toCode(decision, note, viewer, page, response);
        }
        var form = Form.empty().with("note", note).with("decision", decision);
        if (!decision.equals("approve") && !decision.equals("reject")) {
            page.refused();
            return show(id, form.error("decision", "officer.case.decision.missing"), viewer, login, page, model);
        }
        return switch (decide.decideCase(viewer.account(), id, decision.equals("approve"), note, origin)) {
            case DecideOutcome.Approved approved -> done(page, "officer.case.approved");
            case DecideOutcome.Rejected rejected -> done(page, "officer.case.rejected");
            case DecideOutcome.ReasonMissing missing -> {
                page.refused();
                yield show(id, form.error("note", "officer.note.missing"), viewer, login, page, model);
            }
            case DecideOutcome.NotYours(var conflict) -> throw conflict == Conflict.OTHER_INSTITUTION ? new Problem(404, "notFound")
                    : new Problem(403, "forbidden");
            default -> throw new Problem(409, "conflict");
        };
    }

    @GetMapping("/officer/keys/{id}")
    String key(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        return showKey(id, asLeft(viewer, login, page, request, response), viewer, login, page, model);
    }

    private String showKey(UUID id, Form form, Viewer viewer, Sessions.Login login, Page page, Model model) {
        model.addAttribute("item", frozen(viewer).stream().filter(item -> item.frozen().id().equals(id)).findFirst()
                .orElseThrow(() -> new Problem(404, "notFound")));
        model.addAttribute("fresh", stepUp.fresh(login.session()));
        model.addAttribute("form", form);
        return "officer/key";
    }

    @PostMapping("/officer/keys/{id}")
    String lift(@PathVariable UUID id, @RequestParam(defaultValue = "") String note, Viewer viewer, Sessions.Login login, Page page,
            Model model, Origin origin, HttpServletResponse response) {
        if (!stepUp.fresh(login.session())) {
            return toCode("", note, viewer, page, response);
        }
        var item = frozen(viewer).stream().filter(waiting -> waiting.frozen().id().equals(id)).findFirst()
                .orElseThrow(() -> new Problem(404, "notFound"));
        if (item.conflict() != null) {
            throw new Problem(403, "forbidden");
        }
        var said = Explanation.of(note).orElse(null);
        if (said == null) {
            page.refused();
            return showKey(id, Form.empty().with("note", note).error("note", "officer.note.missing"), viewer, login, page, model);
        }
        if (!freezes.lift(id, viewer.account(), said.text(), origin)) {
            throw new Problem(409, "conflict");
        }
        return done(page, "officer.key.lifted");
    }

    private static String done(Page page, String sentence) {
        page.toast(sentence);
        return "redirect:/officer/cases";
    }
}
