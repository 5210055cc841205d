package id.paraf.web.renewal;

import java.util.LinkedHashMap;
import java.util.Map;
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
import id.paraf.renewal.Obstacle;
import id.paraf.renewal.RenewCertificate;
import id.paraf.renewal.RenewOutcome;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.CertificateView;
import id.paraf.web.passphrase.Answers;
import id.paraf.web.security.FreshTotp;

/** "Perpanjangan": what it changes and what stays, then passphrase and agreement with a fresh code, then the new certificate. */
@Controller
class RenewalPages {

    private final RenewCertificate renew;
    private final Agreements agreements;

    RenewalPages(RenewCertificate renew, Agreements agreements) {
        this.renew = renew;
        this.agreements = agreements;
    }

    /** Whose key the new certificate has. */
    enum KeyChoice {
        SAME, OWN;

        static KeyChoice of(String text) {
            return text.equals(OWN.name()) ? OWN : SAME;
        }
    }

    @GetMapping("/certificates/{id}/renew")
    String consequences(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var preview = preview(viewer, id);
        Map<String, String> options = new LinkedHashMap<>();
        for (var choice : KeyChoice.values()) {
            options.put(choice.name(), page.t("renewal.key." + choice));
        }
        show(preview, page, model);
        model.addAttribute("options", options);
        model.addAttribute("form", Form.empty().with("key", KeyChoice.SAME.name()));
        return preview.obstacle() == null ? "renewal/consequences" : "renewal/obstacle";
    }

    @FreshTotp
    @GetMapping("/certificates/{id}/renew/confirm")
    String confirm(@PathVariable UUID id, @RequestParam(defaultValue = "") String key, Viewer viewer, Page page, Model model) {
        var preview = preview(viewer, id);
        return preview.obstacle() == null ? ask(preview, KeyChoice.of(key), Form.empty(), page, model) : back(id);
    }

    @FreshTotp
    @PostMapping("/certificates/{id}/renew/confirm")
    String renew(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID order,
            @RequestParam(defaultValue = "") String key, @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String passphrase, @RequestParam(defaultValue = "") String confirmation,
            @RequestParam(defaultValue = "") String agree, @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String sha256, Viewer viewer,
            Page page, Origin origin, Model model) {
        var preview = preview(viewer, id);
        if (preview.renewal() != null) {
            return done(id);
        }
        if (preview.obstacle() != null) {
            return back(id);
        }
        var choice = KeyChoice.of(key);
        var form = Form.empty().with("agree", agree);
        if (current.isEmpty()) {
            form.error("current", "renewal.current.missing");
        }
        if (!agree.equals("yes")) {
            form.error("agree", "renewal.agree.missing");
        }
        if (form.ok()) {
            var own = choice == KeyChoice.OWN
                    ? new RenewCertificate.OwnKey(SecretText.of(passphrase), SecretText.of(confirmation)) : null;
            var request = new RenewCertificate.Request(SecretText.of(current), own, version, language, sha256);
            var outcome = renew.renew(order == null ? UUID.randomUUID() : order, viewer.account(), new CertificateId(id), request,
                    origin);
            switch (outcome) {
                case RenewOutcome.Renewed renewed -> {
                    return done(id);
                }
                case RenewOutcome.NotPossible(Obstacle obstacle) -> {
                    return back(id);
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
        return ask(preview, choice, form, page, model);
    }

    @GetMapping("/certificates/{id}/renew/done")
    String done(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var preview = preview(viewer, id);
        var renewal = preview.renewal();
        if (renewal == null) {
            return back(id);
        }
        show(preview, page, model);
        model.addAttribute("renewed", CertificateView.of(renewal, page.now()));
        model.addAttribute("sameKey", renewal.key().equals(preview.certificate().key()));
        return "renewal/done";
    }

    private String ask(RenewCertificate.Preview preview, KeyChoice choice, Form form, Page page, Model model) {
        show(preview, page, model);
        model.addAttribute("key", choice.name());
        model.addAttribute("rule", renew.rule());
        model.addAttribute("agreement", agreements.current(page.language()));
        model.addAttribute("form", form);
        // A double click sends the same order twice.
        model.addAttribute("order", UUID.randomUUID());
        return "renewal/confirm";
    }

    private static void show(RenewCertificate.Preview preview, Page page, Model model) {
        model.addAttribute("preview", preview);
        model.addAttribute("view", CertificateView.of(preview.certificate(), page.now()));
    }

    private RenewCertificate.Preview preview(Viewer viewer, UUID id) {
        return renew.preview(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static String back(UUID id) {
        return "redirect:/certificates/" + id + "/renew";
    }

    private static String done(UUID id) {
        return "redirect:/certificates/" + id + "/renew/done";
    }
}
