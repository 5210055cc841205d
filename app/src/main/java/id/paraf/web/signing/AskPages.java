package id.paraf.web.signing;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.signing.AskOthers;
import id.paraf.signing.Document;
import id.paraf.signing.Documents;
import id.paraf.signing.FindSigner;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Minta orang lain menandatangani": begins a round. */
@Controller
class AskPages {

    private final Documents documents;
    private final FindSigner find;
    private final AskOthers ask;

    AskPages(Documents documents, FindSigner find, AskOthers ask) {
        this.documents = documents;
        this.find = find;
        this.ask = ask;
    }

    @GetMapping("/documents/{id}/ask")
    String form(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(askable(viewer, id, page), new AskForm(viewer.account(), viewer.name(), Map.of()), page, model);
    }

    @PostMapping("/documents/{id}/ask")
    String ask(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, Viewer viewer, Page page, Origin origin,
            Model model) {
        var typed = fields.toSingleValueMap();
        var document = askable(viewer, id, page);
        var asked = new AskForm(viewer.account(), viewer.name(), typed);
        if (asked.more()) {
            return show(document, asked, page, model);
        }
        var signers = asked.signers(find);
        var message = asked.message();
        var until = asked.until(ask.earliest(), ask.latest());
        if (!asked.form().ok()) {
            page.refused();
            return show(document, asked, page, model);
        }
        return switch (ask.ask(viewer.account(), id, signers, message, until, origin)) {
            case AskOthers.Outcome.Begun(UUID round) -> {
                page.toast("signing.ask.done", document.name());
                yield "redirect:/documents/rounds/" + round;
            }
            case AskOthers.Outcome.TooMany many -> {
                asked.form().error("signing.ask.tooMany");
                page.refused();
                yield show(document, asked, page, model);
            }
            case AskOthers.Outcome.NotThere gone -> throw new Problem(404, "notFound");
            case AskOthers.Outcome.NotNow busy -> throw new Problem(409, "signing.notNow").leadingTo("/documents/" + id);
        };
    }

    /** The viewer's own document, if others can be asked to sign it now. */
    private Document askable(Viewer viewer, UUID id, Page page) {
        var document = documents.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        if (!DocumentView.of(document, page).askable()) {
            throw new Problem(409, "signing.notNow").leadingTo("/documents/" + id);
        }
        return document;
    }

    private String show(Document document, AskForm asked, Page page, Model model) {
        model.addAttribute("view", DocumentView.of(document, page)).addAttribute("form", asked.form())
                .addAttribute("rows", asked.rows()).addAttribute("earliest", ask.earliest()).addAttribute("latest", ask.latest());
        return "signing/ask";
    }
}
