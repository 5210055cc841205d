package id.paraf.web.signing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Session;
import id.paraf.account.StepUp;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Correct;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.signing.Document;
import id.paraf.signing.Documents;
import id.paraf.signing.EmptyFields;
import id.paraf.signing.Rounds;
import id.paraf.signing.SignDocuments;
import id.paraf.signing.SignDocuments.Chosen;
import id.paraf.signing.SigningSettings;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;
import id.paraf.web.passphrase.Answers;

/** "Tanda tangani": one page for one document or many, and one passphrase. */
@Controller
class SignPages {

    private final Documents documents;
    private final SignDocuments sign;
    private final SigningSettings settings;
    private final Register register;
    private final Correct correct;
    private final Keyroom keyroom;
    private final StepUp stepUp;
    private final FrozenKeys frozen;
    private final Rounds rounds;
    private final EmptyFields fields;

    SignPages(Documents documents, SignDocuments sign, SigningSettings settings, Register register, Correct correct,
            Keyroom keyroom, StepUp stepUp, FrozenKeys frozen, Rounds rounds, EmptyFields fields) {
        this.documents = documents;
        this.sign = sign;
        this.settings = settings;
        this.register = register;
        this.correct = correct;
        this.keyroom = keyroom;
        this.stepUp = stepUp;
        this.frozen = frozen;
        this.rounds = rounds;
        this.fields = fields;
    }

    @GetMapping("/documents/sign")
    String form(@RequestParam(required = false) @Nullable List<UUID> document, @RequestParam(defaultValue = "") String mark,
            @RequestParam(defaultValue = "") String where, @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String spot, @RequestParam(defaultValue = "") String x,
            @RequestParam(defaultValue = "") String y, @RequestParam(defaultValue = "") String text, Viewer viewer, Session session,
            Page page, Model model) {
        var chosen = owned(viewer, document);
        if (chosen.isEmpty()) {
            return nothing(viewer, page, model);
        }
        if (chosen.stream().noneMatch(Document::waiting)) {
            return "redirect:/documents/" + chosen.getFirst().id();
        }
        var form = mark.isEmpty() ? first(chosen, viewer)
                : MarkForm.offered(MarkForm.typed(mark, where, number, spot, x, y, text), fields.common(viewer.account(), chosen));
        return needsCode(register.ownedBy(viewer.account()), session) ? toCode(chosen, form, page)
                : show(chosen, form, viewer, page, model);
    }

    /** Where whoever asked for the signature wants the mark; a signer of several documents chooses one place for all. */
    private Form first(List<Document> chosen, Viewer viewer) {
        return chosen.size() > 1 ? MarkForm.usual()
                : rounds.ofDocument(viewer.account(), chosen.getFirst().id()).flatMap(round -> round.turnOf(viewer.account()))
                        .map(turn -> MarkForm.wished(turn.spot(), turn.position())).orElseGet(MarkForm::usual);
    }

    /** The list, which says what is missing where there is something to choose. */
    private String nothing(Viewer viewer, Page page, Model model) {
        var list = DocumentView.all(documents.ownedBy(viewer.account()), page);
        if (!DocumentView.choosing(list)) {
            return "redirect:/documents";
        }
        page.refused();
        model.addAttribute("documents", list).addAttribute("form", Form.empty().error("document", "signing.list.nothing"));
        return "signing/list";
    }

    /**
     * As long as the passphrase is typed right, it is enough. After a wrong one a code is asked for as well, or a stolen session
     * could spend the owner's attempts until the key is locked (RP-27).
     */
    private boolean needsCode(List<Certificate> certificates, Session session) {
        return !stepUp.fresh(session) && certificates.stream().filter(Certificate::usable)
                .anyMatch(certificate -> keyroom.state(certificate.key()).filter(KeyState::mistyped).isPresent());
    }

    /** Off to the code, and back to the form as it was filled in. */
    private static String toCode(List<Document> chosen, Form form, Page page) {
        page.toast("signing.sign.code.why");
        return "redirect:" + code(chosen, form);
    }

    private static String code(List<Document> chosen, Form form) {
        var back = new StringBuilder("/documents/sign?document=")
                .append(chosen.stream().map(document -> document.id().toString()).collect(Collectors.joining("&document=")));
        back.append(MarkForm.query(form));
        return "/step-up?next=" + URLEncoder.encode(back.toString(), StandardCharsets.UTF_8);
    }

    @PostMapping("/documents/sign")
    String sign(@RequestParam(required = false) @Nullable List<UUID> document,
            @RequestParam(required = false) @Nullable List<String> sha256,
            @RequestParam(required = false) @Nullable UUID certificate, @RequestParam(defaultValue = "") String mark,
            @RequestParam(defaultValue = "") String where, @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String spot, @RequestParam(defaultValue = "") String x,
            @RequestParam(defaultValue = "") String y, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String passphrase, @RequestParam(defaultValue = "") String pdfPassword, Viewer viewer,
            Session session, Page page, Origin origin, Model model) {
        var chosen = owned(viewer, document);
        if (chosen.isEmpty()) {
            return "redirect:/documents";
        }
        var form = MarkForm.typed(mark, where, number, spot, x, y, text).with("certificate",
                certificate == null ? "" : certificate.toString());
        if (certificate == null) {
            form.error("certificate", "signing.sign.certificate.missing");
        }
        if (passphrase.isEmpty()) {
            form.error("passphrase", "signing.sign.passphrase.missing");
        }
        if (pdfPassword.isEmpty() && chosen.stream().anyMatch(each -> each.waiting() && each.protection() != null)) {
            form.error("pdfPassword", "signing.sign.pdfPassword.missing");
        }
        var choice = MarkForm.choice(form, certificate == null ? null : position(viewer), chosen,
                spot.startsWith(MarkForm.FIELD) ? fields.common(viewer.account(), chosen) : List.of());
        if (!form.ok() || certificate == null) {
            page.refused();
            return show(chosen, form, viewer, page, model);
        }
        if (needsCode(register.ownedBy(viewer.account()), session)) {
            return toCode(chosen, form, page);
        }
        return switch (sign.sign(viewer.account(), new CertificateId(certificate), shown(chosen, document, sha256), choice,
                SecretText.of(passphrase), SecretText.of(pdfPassword), origin)) {
            case SignDocuments.Outcome.Begun(var batch) -> "redirect:/documents/batches/" + batch;
            case SignDocuments.Outcome.Refused(var refusal) -> {
                Answers.refused(form, "passphrase", refusal, page);
                page.refused();
                // The code that the next attempt needs is asked for before the passphrase is typed again, and not after.
                if (needsCode(register.ownedBy(viewer.account()), session)) {
                    model.addAttribute("code", code(chosen, form));
                }
                yield show(chosen, form, viewer, page, model);
            }
            case SignDocuments.Outcome.Locked(var trouble) -> {
                form.error("pdfPassword", "signing.trouble." + trouble);
                page.refused();
                yield show(chosen, form, viewer, page, model);
            }
            case SignDocuments.Outcome.Misplaced(var trouble) -> {
                form.error(MarkForm.placing(form), "signing.trouble." + trouble);
                page.refused();
                yield show(chosen, form, viewer, page, model);
            }
            case SignDocuments.Outcome.Changed changed -> throw new Problem(409, "signing.changed").leadingTo("/documents");
            case SignDocuments.Outcome.NotThere gone -> throw new Problem(404, "notFound");
            case SignDocuments.Outcome.InstitutionStopped stopped -> throw new Problem(409, "institutionStopped");
            case SignDocuments.Outcome.NotPossible over -> throw new Problem(409, "certificateOver");
        };
    }

    /** Each with the digest that stood beside it: one that names none was not shown. */
    private static List<Chosen> shown(List<Document> chosen, @Nullable List<UUID> ids, @Nullable List<String> digests) {
        var shown = new ArrayList<Chosen>();
        for (var document : chosen) {
            int at = ids == null ? -1 : ids.indexOf(document.id());
            String digest = digests == null || at >= digests.size() ? "" : digests.get(at);
            if (!digest.matches("[0-9a-f]{64}")) {
                throw new Problem(409, "signing.changed").leadingTo("/documents");
            }
            shown.add(new Chosen(document.id(), HexFormat.of().parseHex(digest)));
        }
        return shown;
    }

    /** The documents that were asked for, as many as are signed at a time; 404 if one is not the viewer's. */
    private List<Document> owned(Viewer viewer, @Nullable List<UUID> ids) {
        return ids == null ? List.of() : ids.stream().distinct().limit(settings.mostFiles())
                .map(id -> documents.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound")))
                .filter(document -> !document.lent()).toList();
    }

    /** The office as an officer checked it last: with an application, or with a correction. */
    private @Nullable String position(Viewer viewer) {
        return correct.recorded(viewer.account()).map(recorded -> recorded.identity().position())
                .filter(position -> !position.isEmpty()).orElse(null);
    }

    private String show(List<Document> chosen, Form form, Viewer viewer, Page page, Model model) {
        var usable = register.ownedBy(viewer.account()).stream().filter(Certificate::usable).toList();
        if (form.value("certificate").isEmpty() && !usable.isEmpty()) {
            form.with("certificate", usable.getFirst().id().toString());
        }
        page.withWorkers();
        // A key that cannot sign now is said to be one before a mark is placed and a passphrase typed.
        model.addAttribute("frozen", frozen.ofAll(usable).orElse(null)).addAttribute("held",
                form.ok() ? held(usable, form, page).orElse(null) : null);
        model.addAttribute("documents", DocumentView.all(chosen, page)).addAttribute("certificates", usable)
                .addAttribute("form", form).addAttribute("most", settings.mostFiles()).addAttribute("level", settings.level())
                .addAttribute("fields", fields.common(viewer.account(), chosen));
        return "signing/sign";
    }

    /** Why no passphrase of the chosen certificate is looked at now, because of wrong ones before, here or through an application. */
    private Optional<String> held(List<Certificate> usable, Form form, Page page) {
        return usable.stream().filter(one -> one.id().toString().equals(form.value("certificate"))).findFirst()
                .flatMap(one -> keyroom.state(one.key())).flatMap(key -> {
                    if (key.locked()) {
                        return Optional.of(page.t("passphrase.refused.locked"));
                    }
                    return Optional.ofNullable(key.waitingUntil())
                            .map(until -> page.t("passphrase.refused.waiting", page.time(until)));
                });
    }
}
