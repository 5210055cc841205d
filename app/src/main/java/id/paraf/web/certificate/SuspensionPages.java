package id.paraf.web.certificate;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.certificate.ResumeCertificate;
import id.paraf.certificate.ResumeOutcome;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.certificate.SuspendOutcome;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** "Blokir sementara" and "Buka blokir", each with a fresh code: what happens, one button, and back to the certificate. */
@FreshTotp
@Controller
class SuspensionPages {

    private final Register register;
    private final SuspendCertificate suspend;
    private final ResumeCertificate resume;
    private final Limits limits;

    SuspensionPages(Register register, SuspendCertificate suspend, ResumeCertificate resume, Limits limits) {
        this.register = register;
        this.suspend = suspend;
        this.resume = resume;
        this.limits = limits;
    }

    @GetMapping("/certificates/{id}/suspend")
    String suspend(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var view = view(viewer, id, page);
        if (view.suspended()) {
            return "redirect:" + view.href();
        }
        if (!view.usable()) {
            throw new Problem(409, "conflict");
        }
        model.addAttribute("view", view);
        model.addAttribute("shared", register.sharesKey(view.certificate()));
        return "certificate/suspend";
    }

    @PostMapping("/certificates/{id}/suspend")
    String suspended(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        var certificate = owned(viewer, id);
        switch (suspend.byOwner(certificate.id(), viewer.account(), origin)) {
            case SuspendOutcome.Suspended done -> page.toast("certificate.suspend.done");
            case SuspendOutcome.AlreadySuspended same -> page.toast("certificate.suspend.same");
            case SuspendOutcome.Over over -> throw new Problem(409, "conflict");
        }
        return "redirect:/certificates/" + id;
    }

    @GetMapping("/certificates/{id}/resume")
    String resume(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var view = view(viewer, id, page);
        if (view.usable()) {
            return "redirect:" + view.href();
        }
        if (!view.suspended()) {
            throw new Problem(409, "conflict");
        }
        if (!view.resumable()) {
            throw new Problem(409, "suspendedByOfficer").leadingTo("/certificates/" + id);
        }
        model.addAttribute("view", view);
        return "certificate/resume";
    }

    @PostMapping("/certificates/{id}/resume")
    String resumed(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        var certificate = owned(viewer, id);
        if (view(viewer, id, page).resumable() && limits.take(Limit.RESUME_PER_ACCOUNT,
                viewer.account().toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            throw new Problem(429, "tooMany", retryAfter);
        }
        switch (resume.byOwner(certificate.id(), viewer.account(), origin)) {
            case ResumeOutcome.Resumed done -> page.toast("certificate.resume.done");
            case ResumeOutcome.NotSuspended same -> page.toast("certificate.resume.same");
            case ResumeOutcome.HeldByOfficer held -> throw new Problem(409, "suspendedByOfficer").leadingTo("/certificates/" + id);
            case ResumeOutcome.Over over -> throw new Problem(409, "conflict");
        }
        return "redirect:/certificates/" + id;
    }

    private CertificateView view(Viewer viewer, UUID id, Page page) {
        var certificate = owned(viewer, id);
        return CertificateView.of(certificate, register, page.now());
    }

    private Certificate owned(Viewer viewer, UUID id) {
        return register.ownedBy(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }
}
