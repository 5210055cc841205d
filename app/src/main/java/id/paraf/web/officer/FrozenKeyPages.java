package id.paraf.web.officer;

import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Sessions;
import id.paraf.account.StepUp;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.passphrase.FreezeKey;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** A key that its owner froze: the officer has spoken to the owner, says so, and frees it. */
@Controller
class FrozenKeyPages {

    private final FrozenItems frozen;
    private final FreezeKey freezes;
    private final StepUp stepUp;
    private final KeptNote kept;

    FrozenKeyPages(FrozenItems frozen, FreezeKey freezes, StepUp stepUp, KeptNote kept) {
        this.frozen = frozen;
        this.freezes = freezes;
        this.stepUp = stepUp;
        this.kept = kept;
    }

    @GetMapping("/officer/keys/{id}")
    String key(@PathVariable UUID id, Viewer viewer, Sessions.Login login, Page page, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        boolean fresh = stepUp.fresh(login.session());
        return show(id, fresh ? kept.take(request, response, viewer.account(), page.path()) : Form.empty(), viewer, fresh, model);
    }

    private String show(UUID id, Form form, Viewer viewer, boolean fresh, Model model) {
        model.addAttribute("item", item(viewer, id)).addAttribute("fresh", fresh).addAttribute("form", form);
        return "officer/key";
    }

    private FrozenItem item(Viewer viewer, UUID id) {
        return frozen.of(viewer.account()).stream().filter(item -> item.frozen().id().equals(id)).findFirst()
                .orElseThrow(() -> new Problem(404, "notFound"));
    }

    @PostMapping("/officer/keys/{id}")
    String lift(@PathVariable UUID id, @RequestParam(defaultValue = "") String note, Viewer viewer, Sessions.Login login, Page page,
            Model model, Origin origin, HttpServletResponse response) {
        if (!stepUp.fresh(login.session())) {
            return kept.toCode(response, viewer.account(), page.path(), Map.of("note", note));
        }
        if (item(viewer, id).conflict() != null) {
            throw new Problem(403, "forbidden");
        }
        var said = Explanation.of(note).orElse(null);
        if (said == null) {
            page.refused();
            return show(id, Form.empty().with("note", note).error("note", "officer.note.missing"), viewer, true, model);
        }
        if (!freezes.lift(id, viewer.account(), said.text(), origin)) {
            throw new Problem(409, "conflict");
        }
        page.toast("officer.key.lifted");
        return "redirect:/officer/cases";
    }
}
