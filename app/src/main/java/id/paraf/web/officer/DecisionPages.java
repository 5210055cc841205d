package id.paraf.web.officer;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.account.Sessions;
import id.paraf.account.StepUp;
import id.paraf.enrolment.Compared;
import id.paraf.enrolment.Decide;
import id.paraf.enrolment.DecideOutcome;
import id.paraf.enrolment.Examine;
import id.paraf.enrolment.Inquire;
import id.paraf.enrolment.OfficerDesk;
import id.paraf.enrolment.OfficerQueue;
import id.paraf.enrolment.Step;
import id.paraf.enrolment.Vouch;
import id.paraf.enrolment.WorkCase;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.enrolment.EvidenceAnswer;
import id.paraf.web.security.FreshTotp;

/** One application with its evidence, the decision, and on to the next. */
@Controller
class DecisionPages {

    private final OfficerDesk desk;
    private final OfficerQueue queue;
    private final Examine examine;
    private final Decide decide;
    private final Inquire inquire;
    private final StepUp stepUp;
    private final Vouch vouch;
    private final Accounts accounts;
    private final WorkCase work;

    DecisionPages(OfficerDesk desk, OfficerQueue queue, Examine examine, Decide decide, Inquire inquire, StepUp stepUp, Vouch vouch,
            Accounts accounts, WorkCase work) {
        this.desk = desk;
        this.queue = queue;
        this.examine = examine;
        this.decide = decide;
        this.inquire = inquire;
        this.stepUp = stepUp;
        this.vouch = vouch;
        this.accounts = accounts;
        this.work = work;
    }

    @GetMapping("/officer/applications/{id}")
    String application(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model) {
        return show(id, Form.empty(), viewer, login, page, model);
    }

    private String show(UUID id, Form form, Viewer viewer, Sessions.Login login, Page page, Model model) {
        var evidence = examine.application(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("item", QueueItem.of(evidence.item(), page.now(), queue.sla()));
        model.addAttribute("evidence", evidence);
        model.addAttribute("correctable", desk.correctable(evidence.item()));
        model.addAttribute("fourEyes", queue.fourEyes());
        var said = vouch.said(evidence.item().application()).orElse(null);
        model.addAttribute("said", said).addAttribute("saidBy", said == null ? null : accounts.get(said.verifikator()).name())
                .addAttribute("vouchMissing", vouch.missing(evidence.item().application()));
        MeetingForm.fill(form, evidence.meeting());
        model.addAttribute("next", next(viewer, id).orElse(null));
        model.addAttribute("fresh", stepUp.fresh(login.session()));
        model.addAttribute("form", form);
        return "officer/application";
    }

    /** The next case that this officer may decide, if there is one. */
    private Optional<String> next(Viewer viewer, UUID but) {
        return queue.next(viewer.account(), but).map(next -> "/officer/applications/" + next);
    }

    @FreshTotp
    @PostMapping("/officer/applications/{id}/approve")
    String approve(@PathVariable UUID id, @RequestParam(defaultValue = "") String compared,
            @RequestParam(defaultValue = "") String old, Viewer viewer, Sessions.Login login,
            Page page, Model model, Origin origin) {
        var with = Compared.of(compared);
        if (with.isEmpty()) {
            page.refused();
            return show(id, Form.empty().with("old", old).error("compared", "officer.compared.missing"), viewer, login, page,
                    model);
        }
        return after(decide.approve(viewer.account(), id, with.get(), old.equals("stop"), origin), id,
                Form.empty().with("old", old), viewer, login, page, model);
    }

    /** Finds out again what the register and the face check say; the decision stays the officer's. */
    @PostMapping("/officer/applications/{id}/look-into")
    String lookInto(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        return switch (inquire.again(viewer.account(), id, origin)) {
            case Inquire.Outcome.Done done -> {
                page.toast("officer.finding.again.done");
                yield "redirect:/officer/applications/" + id + "#finding";
            }
            case Inquire.Outcome.TooMany(var retryAfter) -> throw new Problem(429, "tooMany", retryAfter);
            case Inquire.Outcome.NotYours(var conflict) -> throw new Problem(403, "forbidden");
            case Inquire.Outcome.NotThere none -> throw new Problem(404, "notFound");
        };
    }

    /** How the applicant is met whom no camera saw. */
    @FreshTotp
    @PostMapping("/officer/applications/{id}/meeting")
    String arrange(@PathVariable UUID id, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String date, @RequestParam(defaultValue = "") String time,
            @RequestParam(defaultValue = "") String place, Viewer viewer, Sessions.Login login, Page page, Model model,
            Origin origin) {
        var typed = new MeetingForm(kind, date, time, place);
        return switch (work.arrangeFor(viewer.account(), id, typed.wish(), origin)) {
            case WorkCase.Arranged.Done done -> {
                page.toast("officer.meeting.saved.applicant");
                yield "redirect:/officer/applications/" + id;
            }
            case WorkCase.Arranged.Flawed(Set<WorkCase.Flaw> flaws) -> {
                var form = Form.empty();
                typed.typed().forEach(form::with);
                flaws.forEach(flaw -> form.error(MeetingForm.field(flaw), "officer.meeting.flaw."
                        + (flaw == WorkCase.Flaw.TOO_LATE ? "APPLICATION_OVER" : flaw.name())));
                page.refused();
                yield show(id, form, viewer, login, page, model);
            }
            case WorkCase.Arranged.NotYours(var conflict) -> throw refused(conflict);
            case WorkCase.Arranged.AlreadyDecided no -> {
                page.toast("officer.done.already");
                yield "redirect:/officer/applications/" + id;
            }
        };
    }

    @FreshTotp
    @PostMapping("/officer/applications/{id}/try-again")
    String tryAgain(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model, Origin origin) {
        return after(decide.tryAgain(viewer.account(), id, origin), id, Form.empty(), viewer, login, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/applications/{id}/return")
    String giveBack(@PathVariable UUID id, @RequestParam(defaultValue = "") List<String> steps,
            @RequestParam(defaultValue = "") String note, Viewer viewer, Sessions.Login login, Page page, Model model,
            Origin origin) {
        var form = Form.empty().with("steps", String.join(" ", steps)).with("note", note);
        var outcome = decide.giveBack(viewer.account(), id, steps(steps), note, origin);
        if (outcome instanceof DecideOutcome.ReasonMissing) {
            page.refused();
            return show(id, form.error("note", "officer.reason.missing"), viewer, login, page, model);
        }
        return after(outcome, id, form, viewer, login, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/applications/{id}/reject")
    String reject(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Sessions.Login login,
            Page page, Model model,
            Origin origin) {
        return after(decide.reject(viewer.account(), id, reason, origin), id, Form.empty().with("reason", reason), viewer,
                login, page, model);
    }

    /** The steps that a form names; what it cannot name is left out. */
    static Set<Step> steps(List<String> names) {
        var steps = EnumSet.noneOf(Step.class);
        Step.CORRECTABLE.stream().filter(step -> names.contains(step.name())).forEach(steps::add);
        return steps;
    }

    private String after(DecideOutcome outcome, UUID id, Form form, Viewer viewer, Sessions.Login login, Page page, Model model) {
        switch (outcome) {
            case DecideOutcome.Issued issued -> page.toast("officer.done.issued");
            case DecideOutcome.Confirming confirming -> page.toast("officer.done.confirming");
            case DecideOutcome.Approved approved -> page.toast("officer.done.approved");
            case DecideOutcome.Corrected corrected -> page.toast("officer.done.corrected");
            case DecideOutcome.Unissuable shown -> {
                return "redirect:/officer/applications/" + id;
            }
            case DecideOutcome.Rejected rejected -> page.toast("officer.done.rejected");
            case DecideOutcome.Returned returned -> page.toast("officer.done.returned");
            case DecideOutcome.NotYours(var conflict) -> throw refused(conflict);
            case DecideOutcome.AlreadyDecided already -> {
                // Another tab, or a colleague: the case says how it stands now.
                page.toast("officer.done.already");
                return "redirect:/officer/applications/" + id;
            }
            case DecideOutcome.ReasonMissing missing -> {
                page.refused();
                return show(id, form.error("reason", "officer.reason.missing"), viewer, login, page, model);
            }
            case DecideOutcome.StepsMissing missing -> {
                page.refused();
                return show(id, form.error("steps", "officer.return.missing"), viewer, login, page, model);
            }
            case DecideOutcome.NotVouched no -> {
                page.refused();
                return show(id, form.error("officer.notVouched"), viewer, login, page, model);
            }
            case DecideOutcome.NobodySeen no -> {
                page.refused();
                return show(id, form.error("compared", "officer.compared.unseen"), viewer, login, page, model);
            }
            case DecideOutcome.NoLongerPossible no -> {
                page.refused();
                return show(id, form.error("officer.noLonger"), viewer, login, page, model);
            }
        }
        return "redirect:" + next(viewer, id).orElse("/officer");
    }

    /** What is another institution's is not there. */
    static Problem refused(DecideOutcome.Conflict conflict) {
        return conflict == DecideOutcome.Conflict.OTHER_INSTITUTION ? new Problem(404, "notFound") : new Problem(403, "forbidden");
    }

    /** A document that the applicant handed in; each look is audited. */
    @GetMapping("/officer/applications/{id}/documents/{kind}")
    void document(@PathVariable UUID id, @PathVariable String kind, Viewer viewer, Page page, Origin origin,
            HttpServletResponse response) throws IOException {
        EvidenceAnswer.write(EvidenceKind.of(kind).flatMap(known -> desk.document(viewer.account(), id, known, origin))
                .orElseThrow(() -> new Problem(404, "notFound")), page, response);
    }

    /** WF-05: an image of ours, re-encoded at capture; never kept by the browser, never anything but an image. */
    @GetMapping("/officer/applications/{id}/photos/{slot}")
    ResponseEntity<byte[]> photo(@PathVariable UUID id, @PathVariable int slot, Viewer viewer, Origin origin) {
        byte[] jpeg = desk.photo(viewer.account(), id, slot, origin).orElseThrow(() -> new Problem(404, "notFound"));
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "attachment; filename=\"photo.jpg\"").header("X-Content-Type-Options", "nosniff")
                .body(jpeg);
    }
}
