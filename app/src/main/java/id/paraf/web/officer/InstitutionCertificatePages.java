package id.paraf.web.officer;

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

import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevocationGround;
import id.paraf.enrolment.LookAfterCertificate;
import id.paraf.enrolment.LookAfterCertificate.Item;
import id.paraf.enrolment.LookAfterCertificate.Outcome;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.CertificateView;
import id.paraf.web.security.FreshTotp;

/** Certificates of the officer's institution: find one, see what became of it, suspend, resume and revoke it. */
@Controller
class InstitutionCertificatePages {

    private final LookAfterCertificate certificates;
    private final Register register;
    private final CertificateHistory history;

    InstitutionCertificatePages(LookAfterCertificate certificates, Register register, CertificateHistory history) {
        this.certificates = certificates;
        this.register = register;
        this.history = history;
    }

    @GetMapping("/officer/certificates")
    String list(@RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String after, Viewer viewer, Page page, Model model) {
        var filter = new CertificateFilter(search, status);
        var place = QueueFilter.place(after);
        var sheet = certificates.find(viewer.account(), filter.search(), filter.wanted(), place);
        model.addAttribute("certificates", sheet.items().stream().map(item -> shown(item, page)).toList())
                .addAttribute("filter", filter).addAttribute("first", place == null)
                .addAttribute("next", sheet.next() == null ? null : filter.href(sheet.next()));
        return "officer/certificates";
    }

    @FreshTotp
    @GetMapping("/officer/certificates/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(id, Form.empty(), viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/certificates/{id}/suspend")
    String suspend(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model,
            Origin origin) {
        return done(certificates.suspend(viewer.account(), new CertificateId(id), reason, origin), "officer.certificate.suspended",
                id, page) ? "redirect:/officer/certificates/" + id
                        : show(id, missing("reason", reason, page), viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/certificates/{id}/resume")
    String resume(@PathVariable UUID id, @RequestParam(defaultValue = "") String note, Viewer viewer, Page page, Model model,
            Origin origin) {
        return done(certificates.resume(viewer.account(), new CertificateId(id), note, origin), "officer.certificate.resumed", id,
                page) ? "redirect:/officer/certificates/" + id : show(id, missing("note", note, page), viewer, page, model);
    }

    @FreshTotp
    @GetMapping("/officer/certificates/{id}/revoke")
    String revocation(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return ask(id, Form.empty(), viewer, page, model);
    }

    @FreshTotp
    @PostMapping("/officer/certificates/{id}/revoke")
    String revoke(@PathVariable UUID id, @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String understood, Viewer viewer,
            Page page, Model model, Origin origin) {
        var chosen = ground(ground);
        var form = Form.empty().with("ground", ground).with("reason", reason).with("understood", understood);
        if (chosen.isEmpty()) {
            form.error("ground", "officer.certificate.ground.missing");
        }
        if (!understood.equals("yes")) {
            form.error("understood", "officer.certificate.understood.missing");
        }
        if (chosen.isEmpty() || !form.ok()) {
            page.refused();
            return ask(id, form, viewer, page, model);
        }
        if (done(certificates.revoke(viewer.account(), new CertificateId(id), chosen.get(), reason, origin),
                "officer.certificate.revoked", id, page)) {
            return "redirect:/officer/certificates/" + id;
        }
        page.refused();
        return ask(id, form.error("reason", "officer.certificate.reason.missing"), viewer, page, model);
    }

    private static Optional<RevocationGround> ground(String text) {
        return Arrays.stream(RevocationGround.values()).filter(known -> known.name().equals(text)).findFirst();
    }

    /** False if the reason is missing; everything else that stands against it is a problem of its own. */
    private static boolean done(Outcome outcome, String sentence, UUID id, Page page) {
        return switch (outcome) {
            case Outcome.Done done -> {
                page.toast(sentence);
                yield true;
            }
            case Outcome.Unchanged same -> {
                page.toast("officer.certificate.unchanged");
                yield true;
            }
            case Outcome.ReasonMissing missing -> false;
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.NotYours(var conflict) -> throw new Problem(403, "forbidden");
            case Outcome.Over over -> throw new Problem(409, "conflict");
        };
    }

    private static Form missing(String field, String typed, Page page) {
        page.refused();
        return Form.empty().with(field, typed).error(field, "officer.certificate.reason.missing");
    }

    private ShownCertificate shown(Item item, Page page) {
        return new ShownCertificate(item, CertificateView.of(item.certificate(), register, page.now()));
    }

    private Item item(UUID id, Viewer viewer) {
        return certificates.one(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private String show(UUID id, Form form, Viewer viewer, Page page, Model model) {
        var item = item(id, viewer);
        model.addAttribute("shown", shown(item, page));
        model.addAttribute("history", history.of(item.certificate(), page));
        model.addAttribute("form", form);
        return "officer/certificate";
    }

    /** The consequences, and the form below them. */
    private String ask(UUID id, Form form, Viewer viewer, Page page, Model model) {
        var item = item(id, viewer);
        if (item.conflict() != null) {
            throw new Problem(403, "forbidden");
        }
        var shown = shown(item, page);
        if (!shown.view().usable() && !shown.view().suspended()) {
            throw new Problem(409, "conflict");
        }
        Map<String, String> grounds = new LinkedHashMap<>();
        for (var ground : RevocationGround.values()) {
            grounds.put(ground.name(), page.t("officer.certificate.ground." + ground.name()));
        }
        model.addAttribute("shown", shown);
        model.addAttribute("grounds", grounds);
        model.addAttribute("shared", register.sharesKey(shown.item().certificate()));
        model.addAttribute("form", form);
        return "officer/certificateRevoke";
    }
}
