package id.paraf.web.renewal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.certificate.Agreements;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.kernel.SecretText;
import id.paraf.renewal.RenewCertificate;
import id.paraf.renewal.RenewOutcome;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.CertificateView;
import id.paraf.web.passphrase.Answers;
import id.paraf.web.security.FreshTotp;

/** The certificate that follows a correction: what it will say, both passphrases and the agreement, then the new one. */
@Controller
class CorrectedPages {

    private final RenewCertificate renew;
    private final Agreements agreements;

    CorrectedPages(RenewCertificate renew, Agreements agreements) {
        this.renew = renew;
        this.agreements = agreements;
    }

    @FreshTotp
    @GetMapping("/certificates/{id}/correct")
    String form(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var preview = preview(viewer, id);
        return preview.done() ? done(id) : ask(preview, Form.empty(), page, model);
    }

    @FreshTotp
    @PostMapping("/certificates/{id}/correct")
    String order(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID order,
            @RequestParam(defaultValue = "") String current, @RequestParam(defaultValue = "") String passphrase,
            @RequestParam(defaultValue = "") String confirmation, @RequestParam(defaultValue = "") String agree,
            @RequestParam(defaultValue = "") String version, @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String sha256, Viewer viewer, Page page, Origin origin, Model model) {
        var preview = preview(viewer, id);
        if (preview.obstacle() != null) {
            return preview.done() ? done(id) : "redirect:/certificates/" + id + "/correct";
        }
        var form = Form.empty().with("agree", agree);
        if (current.isEmpty()) {
            form.error("current", "renewal.current.missing");
        }
        if (!agree.equals("yes")) {
            form.error("agree", "renewal.agree.missing");
        }
        if (form.ok()) {
            var own = new RenewCertificate.OwnKey(SecretText.of(passphrase), SecretText.of(confirmation));
            var request = new RenewCertificate.Request(SecretText.of(current), own, version, language, sha256);
            switch (renew.correct(order == null ? UUID.randomUUID() : order, viewer.account(), new CertificateId(id), request,
                    origin)) {
                case RenewOutcome.Renewed renewed -> {
                    return done(id);
                }
                case RenewOutcome.NotPossible no -> {
                    return "redirect:/certificates/" + id + "/correct";
                }
                case RenewOutcome.AgreementChanged changed -> {
                    form = Form.empty().error("agree", "renewal.agree.changed");
                }
                case RenewOutcome.Weak(var weaknesses) -> Answers.weak(form, weaknesses);
                case RenewOutcome.Different different -> form.error("confirmation", "passphrase.different");
                case RenewOutcome.Refused(var refusal) -> Answers.refused(form, "current", refusal, page);
                case RenewOutcome.Stopped stopped -> form.error("renewal.stopped");
            }
        }
        page.refused();
        return ask(preview(viewer, id), form, page, model);
    }

    @GetMapping("/certificates/{id}/correct/done")
    String done(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var preview = preview(viewer, id);
        if (!preview.done() || preview.newer() == null) {
            return "redirect:/certificates/" + id + "/correct";
        }
        model.addAttribute("fresh", CertificateView.of(preview.newer(), page.now()));
        return "renewal/corrected";
    }

    private String ask(RenewCertificate.CorrectionPreview preview, Form form, Page page, Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("view", CertificateView.of(preview.certificate(), page.now()));
        if (preview.obstacle() != null) {
            return "renewal/correctObstacle";
        }
        model.addAttribute("rule", renew.rule());
        model.addAttribute("agreement", agreements.current(page.language()));
        model.addAttribute("form", form);
        // A double click sends the same order twice.
        model.addAttribute("order", UUID.randomUUID());
        return "renewal/correct";
    }

    private RenewCertificate.CorrectionPreview preview(Viewer viewer, UUID id) {
        return renew.correctionPreview(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static String done(UUID id) {
        return "redirect:/certificates/" + id + "/correct/done";
    }
}
