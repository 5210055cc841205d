package id.paraf.web.certificate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.pki.RevocationReason;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** "Pencabutan": why, what stops working, a fresh code, and then it is done. */
@Controller
class RevocationPages {

    private final Register register;
    private final RevokeCertificate revoke;

    RevocationPages(Register register, RevokeCertificate revoke) {
        this.register = register;
        this.revoke = revoke;
    }

    /** Reasons as owners would say them, and what RFC 5280 §5.3.1 calls them. */
    enum Why {
        LEAKED(RevocationReason.KEY_COMPROMISE), LOST(RevocationReason.KEY_COMPROMISE), MOVED(RevocationReason.AFFILIATION_CHANGED),
        WRONG_DATA(RevocationReason.AFFILIATION_CHANGED), NOT_NEEDED(RevocationReason.CESSATION_OF_OPERATION);

        private final RevocationReason reason;

        Why(RevocationReason reason) {
            this.reason = reason;
        }

        static Optional<Why> of(String text) {
            return Arrays.stream(values()).filter(why -> why.name().equals(text)).findFirst();
        }
    }

    @GetMapping("/certificates/{id}/revoke")
    String why(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return ask(usable(viewer, id), Form.empty(), page, model);
    }

    @PostMapping("/certificates/{id}/revoke")
    String chosen(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model) {
        var certificate = usable(viewer, id);
        if (Why.of(reason).isEmpty()) {
            page.refused();
            return ask(certificate, Form.empty().error("reason", "certificate.revoke.reason.missing"), page, model);
        }
        return "redirect:/certificates/" + id + "/revoke/consequences?reason=" + reason;
    }

    @GetMapping("/certificates/{id}/revoke/consequences")
    String consequences(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page,
            Model model) {
        return show("certificate/revokeConsequences", id, reason, viewer, page, model);
    }

    @FreshTotp
    @GetMapping("/certificates/{id}/revoke/confirm")
    String confirm(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model) {
        return show("certificate/revokeConfirm", id, reason, viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/certificates/{id}/revoke/confirm")
    String revoke(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Origin origin) {
        var certificate = owned(viewer, id);
        var why = Why.of(reason);
        if (why.isEmpty()) {
            return "redirect:/certificates/" + id + "/revoke";
        }
        return switch (revoke.revoke(certificate.id(), why.get().reason, viewer.account(), origin)) {
            case RevokeOutcome.Revoked done -> "redirect:/certificates/" + id + "/revoke/done";
            case RevokeOutcome.AlreadyRevoked before -> "redirect:/certificates/" + id + "/revoke/done";
            case RevokeOutcome.NotRevocable no -> throw new Problem(409, "conflict");
        };
    }

    @GetMapping("/certificates/{id}/revoke/done")
    String done(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var certificate = owned(viewer, id);
        if (certificate.revokedAt() == null) {
            return "redirect:/certificates/" + id + "/revoke";
        }
        model.addAttribute("view", CertificateView.of(certificate, page.now()));
        return "certificate/revokeDone";
    }

    private static String ask(Certificate certificate, Form form, Page page, Model model) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Why why : Why.values()) {
            options.put(why.name(), page.t("certificate.revoke.reason." + why.name()));
        }
        model.addAttribute("view", CertificateView.of(certificate, page.now()));
        model.addAttribute("form", form);
        model.addAttribute("options", options);
        return "certificate/revoke";
    }

    private String show(String template, UUID id, String reason, Viewer viewer, Page page, Model model) {
        var certificate = usable(viewer, id);
        if (Why.of(reason).isEmpty()) {
            return "redirect:/certificates/" + id + "/revoke";
        }
        model.addAttribute("view", CertificateView.of(certificate, page.now()));
        model.addAttribute("reason", reason);
        model.addAttribute("shared", register.sharesKey(certificate));
        return template;
    }

    private Certificate owned(Viewer viewer, UUID id) {
        return register.ownedBy(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private Certificate usable(Viewer viewer, UUID id) {
        var certificate = owned(viewer, id);
        if (!certificate.lasting()) {
            throw new Problem(409, "conflict");
        }
        return certificate;
    }
}
