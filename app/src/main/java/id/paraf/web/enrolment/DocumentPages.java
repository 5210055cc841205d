package id.paraf.web.enrolment;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import id.paraf.enrolment.Application;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.DocumentPolicy;
import id.paraf.enrolment.HandIn;
import id.paraf.enrolment.Step;
import id.paraf.evidence.CheckFile;
import id.paraf.evidence.EvidenceKind;
import id.paraf.evidence.FileFlaw;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** The documents of an application: handed in, looked at, replaced and taken back, each for itself. */
@Controller
class DocumentPages {

    private final Wizard wizard;
    private final HandIn handIn;
    private final DocumentPolicy policy;

    DocumentPages(Wizard wizard, HandIn handIn, DocumentPolicy policy) {
        this.wizard = wizard;
        this.handIn = handIn;
        this.policy = policy;
    }

    @GetMapping("/applications/{id}/documents")
    String documents(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(wizard.owned(viewer, id), Form.empty(), page, model);
    }

    private String show(Application application, Form form, Page page, Model model) {
        if (policy.asked(application).isEmpty()) {
            return Wizard.to(application.id(), Step.PHOTOS);
        }
        model.addAttribute("policy", policy).addAttribute("files", handIn.of(application));
        return wizard.show(application, Step.DOCUMENTS, form, page, model);
    }

    @PostMapping("/applications/{id}/documents")
    String handIn(@PathVariable UUID id, @RequestParam(required = false) @Nullable MultipartFile recommendation,
            @RequestParam(name = "id-card", required = false) @Nullable MultipartFile idCard,
            @RequestParam(defaultValue = "") String later, Viewer viewer, Page page, Model model, Origin origin)
            throws IOException {
        wizard.owned(viewer, id);
        var chosen = new EnumMap<EvidenceKind, MultipartFile>(EvidenceKind.class);
        put(chosen, EvidenceKind.RECOMMENDATION, recommendation);
        put(chosen, EvidenceKind.ID_CARD, idCard);
        var form = Form.empty();
        for (var one : chosen.entrySet()) {
            var outcome = one.getValue().getSize() > CheckFile.MOST_BYTES
                    ? new HandIn.Outcome.Refused(
                            one.getKey().takesDocuments() ? FileFlaw.DOCUMENT_TOO_LARGE : FileFlaw.PHOTO_TOO_LARGE)
                    : handIn.file(viewer.account(), id, one.getKey(), one.getValue().getBytes(), origin);
            String field = one.getKey().path();
            switch (outcome) {
                case HandIn.Outcome.Kept kept -> {
                    // It stands on the page from now on, whatever becomes of the other.
                }
                case HandIn.Outcome.Refused(var flaw) -> form.error(field, "enrolment.file." + flaw);
                case HandIn.Outcome.TooMany(var retryAfter) -> form.error(field, "enrolment.file.tooMany", retryAfter);
                case HandIn.Outcome.NotOpen no -> {
                    return wizard.after(new ApplyOutcome.NotOpen(), id, Step.DOCUMENTS);
                }
            }
        }
        if (!form.ok()) {
            page.refused();
            return show(wizard.owned(viewer, id), form, page, model);
        }
        if (later.equals("yes")) {
            page.toast("enrolment.kept");
            return "redirect:/applications";
        }
        return goOn(id, viewer, page, model, origin);
    }

    private static void put(Map<EvidenceKind, MultipartFile> chosen, EvidenceKind kind, @Nullable MultipartFile file) {
        // A form without a chosen file sends one without a name.
        if (file != null && file.getOriginalFilename() != null && !file.getOriginalFilename().isEmpty()) {
            chosen.put(kind, file);
        }
    }

    private String goOn(UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        var outcome = handIn.done(viewer.account(), id, origin);
        var application = wizard.owned(viewer, id);
        if (outcome instanceof ApplyOutcome.DocumentsMissing(var kinds)) {
            var form = Form.empty();
            kinds.forEach(kind -> form.error(kind.path(), "enrolment.documents.missing." + kind));
            page.refused();
            return show(application, form, page, model);
        }
        return wizard.after(outcome, id, Step.CHECK.reachable(application) ? Step.CHECK : Step.PHOTOS);
    }

    @PostMapping("/applications/{id}/documents/{kind}/remove")
    String remove(@PathVariable UUID id, @PathVariable String kind, Viewer viewer, Page page, Origin origin) {
        wizard.owned(viewer, id);
        var outcome = handIn.remove(viewer.account(), id, kind(kind), origin);
        if (outcome instanceof ApplyOutcome.Done) {
            page.toast("enrolment.documents.removed");
        }
        return wizard.after(outcome, id, Step.DOCUMENTS);
    }

    @GetMapping("/applications/{id}/documents/{kind}")
    void file(@PathVariable UUID id, @PathVariable String kind, Viewer viewer, Page page, Origin origin,
            HttpServletResponse response) throws IOException {
        EvidenceAnswer.write(handIn.show(viewer.account(), id, kind(kind), origin).orElseThrow(() -> new Problem(404, "notFound")),
                page, response);
    }

    private static EvidenceKind kind(String path) {
        return EvidenceKind.of(path).orElseThrow(() -> new Problem(404, "notFound"));
    }
}
