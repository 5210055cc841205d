package id.paraf.web.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.signing.DeleteDocument;
import id.paraf.signing.Document;
import id.paraf.signing.Documents;
import id.paraf.signing.MarkCodes;
import id.paraf.signing.Rounds;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** The list of one's documents, each of them, and what can be downloaded. */
@Controller
class DocumentPages {

    private final Documents documents;
    private final DeleteDocument delete;

    private final Rounds rounds;
    private final MarkCodes codes;

    DocumentPages(Documents documents, DeleteDocument delete, Rounds rounds, MarkCodes codes) {
        this.documents = documents;
        this.delete = delete;
        this.rounds = rounds;
        this.codes = codes;
    }

    @GetMapping("/documents")
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("documents", DocumentView.all(documents.ownedBy(viewer.account()), page)).addAttribute("form",
                Form.empty());
        return "signing/list";
    }

    @GetMapping("/documents/{id}")
    String document(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var found = documents.ownedBy(viewer.account(), id);
        if (found.isEmpty()) {
            // What was taken back, or is no longer kept, is told of where it was asked for.
            return "redirect:/documents/rounds/" + rounds.ofDocument(viewer.account(), id)
                    .orElseThrow(() -> new Problem(404, "notFound")).id();
        }
        model.addAttribute("view", DocumentView.of(found.get(), page)).addAttribute("marked",
                codes.of(viewer.account(), id).orElse(null));
        page.withWorkers();
        return "signing/document";
    }

    /** The signed document, or the one that waits. Never shown in a window of this origin (WF-05). */
    @GetMapping("/documents/{id}/file")
    void file(@PathVariable UUID id, Viewer viewer, Page page, HttpServletResponse response) throws IOException {
        var content = documents.content(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        attachment(response, fileName(content.document(), page), "application/pdf");
        response.setContentLength(content.pdf().length);
        response.getOutputStream().write(content.pdf());
    }

    @GetMapping("/documents/{id}/delete")
    String ask(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        model.addAttribute("view", DocumentView.of(owned(viewer, id), page));
        return "signing/delete";
    }

    @PostMapping("/documents/{id}/delete")
    String delete(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        var document = owned(viewer, id);
        if (!delete.delete(viewer.account(), id, origin)) {
            throw document.held() ? new Problem(409, "signing.held").leadingTo("/documents/rounds/" + document.round())
                    : document.worked(page.now()) ? new Problem(409, "signing.busy") : new Problem(404, "notFound");
        }
        page.toast("signing.deleted", document.name());
        return "redirect:/documents";
    }

    /** How far a batch is, and what came of it. */
    @GetMapping("/documents/batches/{id}")
    String batch(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var batch = documents.inBatch(viewer.account(), id);
        if (batch.isEmpty()) {
            throw new Problem(404, "notFound");
        }
        var order = documents.batch(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("batch", BatchView.of(id, DocumentView.all(batch, page), order, page.now()));
        return "signing/batch";
    }

    /**
     * Everything of a batch that is signed, or what was chosen of it, one document in memory at a time.
     *
     * @param some whether documents were to be chosen: who chose none is asked to, and does not get all
     */
    @GetMapping("/documents/batches/{id}/signed.zip")
    void zip(@PathVariable UUID id, @RequestParam(defaultValue = "") String some,
            @RequestParam(required = false) @Nullable List<UUID> document, Viewer viewer, Page page, HttpServletResponse response)
            throws IOException {
        var all = documents.inBatch(viewer.account(), id).stream().filter(Document::signed).toList();
        if (all.isEmpty()) {
            throw new Problem(404, "notFound");
        }
        List<UUID> chosen = document == null ? List.of() : document;
        if (!some.isEmpty() && chosen.isEmpty()) {
            page.toast("signing.batch.nothing");
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, "/documents/batches/" + id);
            return;
        }
        var signed = all.stream().filter(one -> chosen.isEmpty() || chosen.contains(one.id())).toList();
        if (signed.isEmpty()) {
            throw new Problem(404, "notFound");
        }
        attachment(response, "paraf" + page.t("signing.file.signed") + ".zip", "application/zip");
        var names = new HashSet<String>();
        try (var zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
            // PDFs are compressed inside.
            zip.setLevel(0);
            for (var one : signed) {
                var content = documents.content(viewer.account(), one.id());
                if (content.isPresent()) {
                    zip.putNextEntry(new ZipEntry(free(fileName(one, page), names)));
                    zip.write(content.get().pdf());
                    zip.closeEntry();
                }
            }
        }
    }

    private static String fileName(Document document, Page page) {
        return document.fileName(page.t("signing.file.signed"));
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name.replaceFirst("\\.pdf$", "") + " (" + i + ").pdf";
        }
        return free;
    }

    private static void attachment(HttpServletResponse response, String name, String type) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
    }

    private Document owned(Viewer viewer, UUID id) {
        return documents.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }
}
