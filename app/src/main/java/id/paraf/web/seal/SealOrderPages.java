package id.paraf.web.seal;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.seal.ConfirmSeal;
import id.paraf.seal.ReadSeals;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** Orders of seals, for CA operators: what an officer ordered is confirmed or refused by somebody else. */
@Controller
class SealOrderPages {

    private static final String PATH = "/operator/seals";

    private final ReadSeals read;
    private final ConfirmSeal confirm;

    SealOrderPages(ReadSeals read, ConfirmSeal confirm) {
        this.read = read;
        this.confirm = confirm;
    }

    @GetMapping(PATH)
    String list(Page page, Model model) {
        model.addAttribute("seals", read.all());
        return "seal/orders";
    }

    @FreshTotp
    @GetMapping(PATH + "/{id}")
    String one(@PathVariable UUID id, Page page, Model model) {
        return show(id, Form.empty(), model);
    }

    private String show(UUID id, Form form, Model model) {
        model.addAttribute("sheet", read.one(id).orElseThrow(() -> new Problem(404, "notFound"))).addAttribute("form", form);
        return "seal/order";
    }

    /** What stands in the certificate is the operator's word, too: it needs a tick that says so. */
    @FreshTotp
    @PostMapping(PATH + "/{id}/confirm")
    String confirm(@PathVariable UUID id, @RequestParam(defaultValue = "") String checked, Viewer viewer, Page page, Model model,
            Origin origin) {
        if (!checked.equals("yes")) {
            page.refused();
            return show(id, Form.empty().error("checked", "seal.confirm.checked.missing"), model);
        }
        return after(confirm.confirm(viewer.account(), id, origin), "seal.confirmed", id, Form.empty(), page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/refuse")
    String refuse(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Model model,
            Origin origin) {
        return after(confirm.refuse(viewer.account(), id, reason, origin), "seal.refused", id, Form.empty().with("reason", reason),
                page, model);
    }

    private String after(ConfirmSeal.Outcome outcome, String sentence, UUID id, Form form, Page page, Model model) {
        switch (outcome) {
            case DONE -> page.toast(sentence);
            case UNCHANGED -> page.toast("seal.unchanged");
            case STOPPED -> page.toast("seal.flaw.INSTITUTION_STOPPED");
            case UNISSUABLE -> page.toast("seal.unissuable");
            case NOT_THERE -> throw new Problem(404, "notFound");
            case REASON_MISSING -> {
                page.refused();
                return show(id, form.error("reason", "seal.flaw.REASON_MISSING"), model);
            }
        }
        return "redirect:" + PATH + "/" + id;
    }
}
