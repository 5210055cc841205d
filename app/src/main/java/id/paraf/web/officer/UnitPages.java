package id.paraf.web.officer;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.LookAfterUnits;
import id.paraf.account.LookAfterUnits.Outcome;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** The units of the own institution, for officers and verifikators. */
@Controller
class UnitPages {

    private final LookAfterUnits units;

    UnitPages(LookAfterUnits units) {
        this.units = units;
    }

    @GetMapping("/institution/units")
    String list(Viewer viewer, Page page, Model model) {
        return show(Form.empty(), viewer, model);
    }

    private String show(Form form, Viewer viewer, Model model) {
        model.addAttribute("sheet", units.sheet(viewer.account()).orElseThrow(() -> new Problem(403, "forbidden")));
        model.addAttribute("form", form);
        return "officer/units";
    }

    @PostMapping("/institution/units")
    String add(@RequestParam(defaultValue = "") String name, Viewer viewer, Page page, Model model, Origin origin) {
        var form = Form.empty().with("name", name);
        switch (units.add(viewer.account(), name, origin)) {
            case Outcome.Done done -> {
                page.toast("officer.unit.added", name.strip());
                return "redirect:/institution/units";
            }
            case Outcome.Unchanged there -> form.error("name", "officer.unit.there");
            case Outcome.NoName no -> form.error("name", "officer.invite.flaw.UNIT");
            case Outcome.TooMany many -> form.error("name", "officer.unit.tooMany", LookAfterUnits.MOST);
            case Outcome.NotAllowed no -> throw new Problem(403, "forbidden");
            case Outcome.NotThere no -> throw new IllegalStateException("A unit that is added need not be there");
        }
        page.refused();
        return show(form, viewer, model);
    }

    @PostMapping("/institution/units/{id}/stop")
    String stop(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        return after(units.stop(viewer.account(), id, true, origin), "officer.unit.stopped", page);
    }

    @PostMapping("/institution/units/{id}/resume")
    String resume(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        return after(units.stop(viewer.account(), id, false, origin), "officer.unit.resumed", page);
    }

    private static String after(Outcome outcome, String sentence, Page page) {
        switch (outcome) {
            case Outcome.Done done -> page.toast(sentence);
            case Outcome.Unchanged same -> page.toast("officer.account.unchanged");
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.NotAllowed no -> throw new Problem(403, "forbidden");
            case Outcome.NoName no -> throw new IllegalStateException("No name was typed");
            case Outcome.TooMany no -> throw new IllegalStateException("Nothing was added");
        }
        return "redirect:/institution/units";
    }
}
