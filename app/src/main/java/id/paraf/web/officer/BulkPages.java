package id.paraf.web.officer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.enrolment.Compared;
import id.paraf.enrolment.DecideMany;
import id.paraf.enrolment.OfficerDesk;
import id.paraf.enrolment.OfficerQueue;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Csv;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** One decision about many applications: who was chosen, what is decided, and what became of each. */
@Controller
class BulkPages {

    private final OfficerDesk desk;
    private final OfficerQueue queue;
    private final DecideMany decide;

    BulkPages(OfficerDesk desk, OfficerQueue queue, DecideMany decide) {
        this.desk = desk;
        this.queue = queue;
        this.decide = decide;
    }

    @FreshTotp
    @GetMapping("/officer/bulk")
    String chosen(@RequestParam(defaultValue = "") List<String> chosen, Viewer viewer, Page page, Model model) {
        return show(ids(chosen), Form.empty(), viewer, page, model);
    }

    private String show(List<UUID> chosen, Form form, Viewer viewer, Page page, Model model) {
        model.addAttribute("lines", chosen.stream().limit(DecideMany.MOST).map(id -> line(id, null, viewer, page))
                .filter(line -> line.item() != null).toList());
        model.addAttribute("correctable", desk.correctable());
        model.addAttribute("form", form);
        return "officer/bulk";
    }

    @FreshTotp
    @PostMapping("/officer/bulk")
    String decide(@RequestParam(defaultValue = "") List<String> chosen, @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") List<String> steps, @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String compared, Viewer viewer, Page page, Model model, Origin origin) {
        var ids = ids(chosen);
        var form = Form.empty().with("decision", decision).with("steps", String.join(" ", steps)).with("note", note)
                .with("compared", compared);
        var outcome = switch (decision) {
            case "approve" -> Compared.of(compared).map(with -> decide.approve(viewer.account(), ids, with, origin))
                    .orElseGet(DecideMany.Outcome.ComparisonMissing::new);
            case "return" -> decide.giveBack(viewer.account(), ids, DecisionPages.steps(steps), note, origin);
            default -> null;
        };
        switch (outcome) {
            case null -> form.error("decision", "officer.bulk.decision.missing");
            case DecideMany.Outcome.Done(var run) -> {
                return "redirect:/officer/bulk/" + run;
            }
            case DecideMany.Outcome.NothingChosen nothing -> form.error("officer.bulk.nothing");
            case DecideMany.Outcome.TooMany many -> form.error("officer.bulk.tooMany");
            case DecideMany.Outcome.ComparisonMissing missing -> form.error("compared", "officer.compared.missing");
            case DecideMany.Outcome.StepsMissing missing -> form.error("steps", "officer.return.missing");
            case DecideMany.Outcome.ReasonMissing missing -> form.error("note", "officer.reason.missing");
            case DecideMany.Outcome.NoOfficer no -> throw new Problem(403, "forbidden");
        }
        page.refused();
        return show(ids, form, viewer, page, model);
    }

    @GetMapping("/officer/bulk/{id}")
    String results(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var run = run(id, viewer);
        model.addAttribute("run", run);
        model.addAttribute("lines", lines(run, viewer, page));
        return "officer/bulkDone";
    }

    @GetMapping("/officer/bulk/{id}/file")
    ResponseEntity<String> file(@PathVariable UUID id, Viewer viewer, Page page) {
        var file = new StringBuilder("\uFEFF").append(Csv.line(page.t("enrolment.column.number"), page.t("officer.column.name"),
                page.t("officer.column.unit"), page.t("officer.bulk.result")));
        for (var line : lines(run(id, viewer), viewer, page)) {
            var item = line.item();
            file.append(Csv.line(line.number(), item == null ? "" : item.name(), item == null ? "" : item.application().unit(),
                    page.t("officer.bulk.result." + line.result())));
        }
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paraf-decisions.csv\"")
                .cacheControl(CacheControl.noStore()).body(file.toString());
    }

    private DecideMany.Run run(UUID id, Viewer viewer) {
        return decide.run(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private List<BulkLine> lines(DecideMany.Run run, Viewer viewer, Page page) {
        return run.rows().stream().map(row -> line(row.application(), row.result(), viewer, page)).toList();
    }

    private BulkLine line(UUID id, DecideMany.@Nullable Result result, Viewer viewer, Page page) {
        return new BulkLine(id, result, desk.application(viewer.account(), id)
                .map(item -> QueueItem.of(item, page.now(), queue.sla())).orElse(null));
    }

    /** What the boxes of the queue say; anything else is left out. */
    private static List<UUID> ids(List<String> chosen) {
        var ids = new ArrayList<UUID>();
        for (String text : chosen) {
            try {
                ids.add(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                // No application is called this.
            }
        }
        return ids.stream().distinct().toList();
    }
}
