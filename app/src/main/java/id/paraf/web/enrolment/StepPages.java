package id.paraf.web.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.Identity;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Origin;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.selfie.CaptureOrder;
import id.paraf.selfie.CaptureSessions;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.selfie.CaptureConsent;

/** The first three steps: consent, identity, photos. */
@Controller
class StepPages {

    private final Wizard wizard;
    private final Applications applications;
    private final Apply apply;
    private final CaptureSessions captures;

    StepPages(Wizard wizard, Applications applications, Apply apply, CaptureSessions captures) {
        this.wizard = wizard;
        this.applications = applications;
        this.apply = apply;
        this.captures = captures;
    }

    @GetMapping("/applications/{id}/consent")
    String consent(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return wizard.show(wizard.owned(viewer, id), Step.CONSENT, Form.empty(), page, model);
    }

    @PostMapping("/applications/{id}/consent")
    String consented(@PathVariable UUID id, @RequestParam(defaultValue = "") String consent, Viewer viewer, Page page, Model model,
            Origin origin) {
        var application = wizard.owned(viewer, id);
        if (!consent.equals("yes")) {
            page.refused();
            return wizard.show(application, Step.CONSENT, Form.empty().error("consent", "enrolment.consent.missing"), page, model);
        }
        return wizard.after(apply.consent(viewer.account(), id, sha256(consentText(page, wizard)), origin), id, Step.IDENTITY);
    }

    /** Every sentence the consent page asks about, in the language in which it was shown. */
    private static String consentText(Page page, Wizard wizard) {
        return Stream.of("data", "photos", "kept", "documents", "choice", "label")
                .filter(part -> !part.equals("documents") || wizard.steps().contains(Step.DOCUMENTS))
                .map(part -> page.t("enrolment.consent." + part)).collect(Collectors.joining("\n"));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(KeyIdentifiers.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/applications/{id}/identity")
    String identity(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var application = wizard.owned(viewer, id);
        if (application.correction()) {
            return "redirect:/applications/" + id + "/correction";
        }
        var said = application.draft() != null ? application.draft() : application.identity();
        var before = said == null ? applications.saidBefore(viewer.account()) : Optional.<Identity>empty();
        var known = before.isPresent() ? before.get() : said;
        model.addAttribute("before", before.isPresent());
        var form = known == null ? Form.empty().with("fullName", viewer.plainName())
                : Form.empty().with("fullName", known.fullName()).with("nik", known.nik()).with("nip", known.nip())
                        .with("position", known.position());
        return wizard.show(application, Step.IDENTITY, form, page, model);
    }

    @PostMapping("/applications/{id}/identity")
    String identified(@PathVariable UUID id, @RequestParam(defaultValue = "") String fullName,
            @RequestParam(defaultValue = "") String nik, @RequestParam(defaultValue = "") String nip,
            @RequestParam(defaultValue = "") String position, @RequestParam(defaultValue = "") String later, Viewer viewer,
            Page page, Model model, Origin origin) {
        var application = wizard.owned(viewer, id);
        if (application.correction()) {
            return "redirect:/applications/" + id + "/correction";
        }
        var typed = new Identity(fullName, nik, nip, position);
        if (later.equals("yes")) {
            return kept(apply.keep(viewer.account(), id, typed, origin), id, page);
        }
        var outcome = apply.identity(viewer.account(), id, typed, origin);
        if (outcome instanceof ApplyOutcome.Flawed(var flaws)) {
            var form = Form.empty().with("fullName", fullName).with("nik", nik).with("nip", nip).with("position", position);
            flaws.forEach(flaw -> form.error(field(flaw), "enrolment.flaw." + flaw));
            page.refused();
            return wizard.show(application, Step.IDENTITY, form, page, model);
        }
        // Whoever came from "Periksa dan kirim" goes back to it.
        return wizard.after(outcome, id, Step.CHECK.reachable(application) ? Step.CHECK
                : wizard.steps().contains(Step.DOCUMENTS) ? Step.DOCUMENTS : Step.PHOTOS);
    }

    /** "Simpan, lanjutkan nanti": what was typed stays, right or not, and the list is where one goes on. */
    private String kept(ApplyOutcome outcome, UUID id, Page page) {
        if (outcome instanceof ApplyOutcome.Done) {
            page.toast("enrolment.kept");
            return "redirect:/applications";
        }
        return wizard.after(outcome, id, Step.IDENTITY);
    }

    static String field(Identity.Flaw flaw) {
        return switch (flaw) {
            case NAME_MISSING, NAME_TOO_LONG, NAME_STRANGE -> "fullName";
            case NIK_FORM, NIK_IMPOSSIBLE -> "nik";
            case NIP_FORM, NIP_IMPOSSIBLE -> "nip";
            case POSITION_MISSING, POSITION_TOO_LONG -> "position";
        };
    }

    @GetMapping("/applications/{id}/photos")
    String photos(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return wizard.show(wizard.owned(viewer, id), Step.PHOTOS, Form.empty(), page, model);
    }

    /**
     * Gives this device a capture session for this application; the camera pages take it from there and come back. Whoever
     * agreed here is not asked again, and the camera opens at once; the others are asked there.
     */
    @PostMapping("/applications/{id}/photos/camera")
    String camera(@PathVariable UUID id, @RequestParam(defaultValue = "") String agree, Viewer viewer, Page page, Origin origin,
            HttpServletResponse response) {
        var application = wizard.owned(viewer, id);
        if (!Step.PHOTOS.open(application)) {
            return Wizard.to(id, Step.furthest(application));
        }
        if (application.byOfficer()) {
            apply.askOfficer(viewer.account(), id, false, origin);
        }
        var order = CaptureOrder.enrolment(id, viewer.account(), initials(viewer.name()), "/applications/" + id + "/photos");
        String token = captures.begin(order, origin).reveal();
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(CaptureSessions.COOKIE, token).path("/").secure(true)
                .httpOnly(true).sameSite("Lax").maxAge(CaptureSessions.LIFE).build().toString());
        if (!agree.equals("yes")) {
            return "redirect:/capture";
        }
        captures.find(token).ifPresent(
                session -> captures.consent(session, CaptureConsent.textSha256(page, session.purpose()), origin));
        return "redirect:/capture?open=yes";
    }

    @PostMapping("/applications/{id}/photos/officer")
    String officer(@PathVariable UUID id, Viewer viewer, Origin origin) {
        wizard.owned(viewer, id);
        return wizard.after(apply.askOfficer(viewer.account(), id, true, origin), id, Step.AGREEMENT);
    }

    /** "Andini Contoh" as "A•• C••": enough for its owner to recognise, too little for anybody else. */
    private static String initials(String name) {
        return java.util.Arrays.stream(name.strip().split("[^\\p{L}]+")).filter(word -> !word.isEmpty()).limit(3)
                .map(word -> new String(Character.toChars(word.codePointAt(0))) + "••").collect(Collectors.joining(" "));
    }
}
