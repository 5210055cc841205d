package id.paraf.web.passphrase;

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
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.passphrase.TrySignature;
import id.paraf.passphrase.TrySignature.Outcome;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;
import id.paraf.web.security.FreshTotp;

/** "Coba tanda tangan". The result stands on the answer itself: it proves something only at that moment. */
@Controller
@FreshTotp
class TryPages {

    private final TrySignature trySignature;
    private final Register register;
    private final FrozenKeys frozen;

    TryPages(TrySignature trySignature, Register register, FrozenKeys frozen) {
        this.trySignature = trySignature;
        this.register = register;
        this.frozen = frozen;
    }

    @GetMapping("/certificates/{id}/try")
    String form(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(Answers.usable(register, viewer, new CertificateId(id)), Form.empty(), model);
    }

    @PostMapping("/certificates/{id}/try")
    String attempt(@PathVariable UUID id, @RequestParam(defaultValue = "") String passphrase, Viewer viewer, Page page,
            Origin origin, Model model) {
        var certificate = Answers.usable(register, viewer, new CertificateId(id));
        var form = Form.empty();
        if (passphrase.isEmpty()) {
            form.error("passphrase", "passphrase.try.missing");
        } else {
            switch (trySignature.attempt(viewer.account(), certificate.id(), SecretText.of(passphrase), origin)) {
                case Outcome.Verified verified -> {
                    model.addAttribute("certificate", certificate);
                    model.addAttribute("verified", verified);
                    return "passphrase/tried";
                }
                case Outcome.Refused(var refusal) -> Answers.refused(form, "passphrase", refusal, page);
                case Outcome.NotPossible gone -> throw Answers.over();
            }
        }
        page.refused();
        return show(certificate, form, model);
    }

    private String show(Certificate certificate, Form form, Model model) {
        model.addAttribute("frozen", frozen.of(certificate).orElse(null));
        model.addAttribute("certificate", certificate);
        model.addAttribute("form", form);
        return "passphrase/try";
    }
}
