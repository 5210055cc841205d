package id.paraf.web.enrolment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

import id.paraf.certificate.Register;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.Correct;
import id.paraf.enrolment.Correction;
import id.paraf.enrolment.OfficerQueue;
import id.paraf.enrolment.State;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.renewal.RenewCertificate;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Status Permohonan": every application, where it stands, who has it and since when; and the beginning of a new one. */
@Controller
class ApplicationPages {

    private final Applications applications;
    private final Apply apply;
    private final Register register;
    private final RenewCertificate renew;
    private final OfficerQueue queue;
    private final Wizard wizard;
    private final Correct correct;

    ApplicationPages(Applications applications, Apply apply, Register register, RenewCertificate renew,
            OfficerQueue queue, Wizard wizard, Correct correct) {
        this.applications = applications;
        this.apply = apply;
        this.register = register;
        this.renew = renew;
        this.queue = queue;
        this.wizard = wizard;
        this.correct = correct;
    }

    @GetMapping("/applications")
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("applications", applications.ownedBy(viewer.account()).stream().map(ApplicationView::new).toList());
        return "enrolment/list";
    }

    @GetMapping("/applications/new")
    String introduction(Viewer viewer, Page page, Model model) {
        var open = applications.openOf(viewer.account());
        if (open.isPresent()) {
            return open.get().state().editable() ? Wizard.to(open.get().id(), Step.furthest(open.get()))
                    : "redirect:/applications/" + open.get().id();
        }
        var owned = register.ownedBy(viewer.account());
        var lasting = owned.stream().filter(certificate -> certificate.lasting() && !certificate.ending(page.now())).findFirst();
        model.addAttribute("renewable", owned.stream().filter(certificate -> certificate.ending(page.now()))
                .filter(certificate -> renew.preview(viewer.account(), certificate.id())
                        .filter(preview -> preview.obstacle() == null).isPresent())
                .findFirst().map(certificate -> "/certificates/" + certificate.id() + "/renew").orElse(null));
        model.addAttribute("certificate", lasting.map(certificate -> "/certificates/" + certificate.id()).orElse(null));
        model.addAttribute("steps", wizard.steps().size());
        model.addAttribute("documents", wizard.steps().contains(Step.DOCUMENTS));
        model.addAttribute("suspended", lasting.filter(certificate -> !certificate.usable()).isPresent());
        return "enrolment/new";
    }

    @PostMapping("/applications")
    String start(Viewer viewer, Origin origin) {
        return switch (apply.start(viewer.account(), origin)) {
            case ApplyOutcome.Done done -> done.application().state().editable()
                    ? Wizard.to(done.application().id(), Step.furthest(done.application()))
                    : "redirect:/applications/" + done.application().id();
            case ApplyOutcome.TooMany many -> throw new Problem(429, "tooMany", many.retryAfter());
            case ApplyOutcome.InstitutionStopped stopped -> throw new Problem(409, "institutionStopped");
            case ApplyOutcome.AlreadyCertified certified -> "redirect:/applications/new";
            default -> throw new Problem(409, "conflict");
        };
    }

    @GetMapping("/applications/{id}")
    String status(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var application = applications.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("view", new ApplicationView(application));
        model.addAttribute("sla", queue.sla());
        model.addAttribute("meeting", application.state().waits() ? applications.meeting(application).orElse(null) : null);
        model.addAttribute("correction", correct.of(viewer.account(), id).orElse(null));
        model.addAttribute("behind", application.state() != State.CORRECTED ? null : register.ownedBy(viewer.account()).stream()
                .filter(owned -> renew.correctionPreview(viewer.account(), owned.id())
                        .filter(preview -> id.equals(preview.behind() == null ? null : preview.behind().correction())
                                && preview.newer() == null)
                        .isPresent())
                .findFirst().map(owned -> "/certificates/" + owned.id() + "/correct").orElse(null));
        model.addAttribute("followed", followed(viewer, application));
        model.addAttribute("returns", applications.returnsOf(application).reversed());
        return "enrolment/status";
    }

    /** When a certificate with corrected data took the old one's place; null if none did, or nothing that it says was corrected. */
    private @Nullable Instant followed(Viewer viewer, Application application) {
        var decided = application.decidedAt();
        var identity = application.identity();
        if (application.state() != State.CORRECTED || decided == null || identity == null
                || correct.of(viewer.account(), application.id()).filter(correction -> correction.changed(identity).stream()
                        .anyMatch(Correction.Field::certified)).isEmpty()) {
            return null;
        }
        Instant first = null;
        for (var owned : register.ownedBy(viewer.account())) {
            var at = owned.replacedBy() == null ? null : owned.revokedAt();
            if (at != null && !at.isBefore(decided) && (first == null || at.isBefore(first))) {
                first = at;
            }
        }
        return first;
    }

    @PostMapping("/applications/{id}/withdraw")
    String withdraw(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        if (applications.ownedBy(viewer.account(), id).isEmpty()) {
            throw new Problem(404, "notFound");
        }
        if (apply.withdraw(viewer.account(), id, origin) instanceof ApplyOutcome.Done) {
            page.toast("enrolment.withdrawn");
        }
        return "redirect:/applications/" + id;
    }
}
