package id.paraf.web.passphrase;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
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
import id.paraf.passphrase.ChangePassphrase;
import id.paraf.passphrase.ChangePassphrase.Outcome;
import id.paraf.passphrase.PassphraseRules;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;

/** "Ubah passphrase". */
@Controller
class ChangePages {

    private final ChangePassphrase change;
    private final PassphraseRules rules;
    private final Register register;
    private final FrozenKeys frozen;

    ChangePages(ChangePassphrase change, PassphraseRules rules, Register register, FrozenKeys frozen) {
        this.change = change;
        this.rules = rules;
        this.register = register;
        this.frozen = frozen;
    }

    @GetMapping("/certificates/{id}/passphrase")
    String form(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return form(Answers.usable(register, viewer, new CertificateId(id)), Form.empty(), model);
    }

    @PostMapping("/certificates/{id}/passphrase")
    String change(@PathVariable UUID id, @RequestParam(required = false) @Nullable UUID order,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String passphrase, @RequestParam(defaultValue = "") String confirmation,
            Viewer viewer, Page page, Origin origin, Model model) {
        var certificate = Answers.usable(register, viewer, new CertificateId(id));
        var form = Form.empty();
        if (current.isEmpty()) {
            form.error("current", "passphrase.change.current.missing");
        } else {
            switch (change.change(order == null ? UUID.randomUUID() : order, viewer.account(), certificate.id(),
                    SecretText.of(current), SecretText.of(passphrase),
                    SecretText.of(confirmation), origin)) {
                case Outcome.Changed changed -> {
                    return "redirect:/certificates/" + id + "/passphrase/done";
                }
                case Outcome.Weak(var weaknesses) -> Answers.weak(form, weaknesses);
                case Outcome.Different different -> form.error("confirmation", "passphrase.different");
                case Outcome.Refused(var refusal) -> Answers.refused(form, "current", refusal, page);
                case Outcome.NotPossible gone -> throw Answers.over();
            }
        }
        page.refused();
        return form(certificate, form, model);
    }

    @GetMapping("/certificates/{id}/passphrase/done")
    String done(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        model.addAttribute("certificate", Answers.usable(register, viewer, new CertificateId(id)));
        return "passphrase/changed";
    }

    private String form(Certificate certificate, Form form, Model model) {
        model.addAttribute("frozen", frozen.of(certificate).orElse(null));
        model.addAttribute("certificate", certificate);
        model.addAttribute("rule", rules.rule());
        model.addAttribute("form", form);
        // A double click sends the same order twice.
        model.addAttribute("order", UUID.randomUUID());
        return "passphrase/change";
    }
}
