package id.paraf.web.officer;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.enrolment.OfficerDesk;
import id.paraf.enrolment.OfficerQueue;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Applications before an officer: the queue, a page at a time. */
@Controller
class QueuePages {

    private final OfficerDesk desk;
    private final OfficerQueue queue;

    QueuePages(OfficerDesk desk, OfficerQueue queue) {
        this.desk = desk;
        this.queue = queue;
    }

    @GetMapping("/officer")
    String queue(@RequestParam(defaultValue = "SUBMITTED") String state, @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String officer,
            @RequestParam(defaultValue = "") String late, @RequestParam(defaultValue = "") String after, Viewer viewer, Page page,
            Model model) {
        var filter = new QueueFilter(state, search, unit, officer, late.equals("yes"));
        var sheet = queue.page(viewer.account(), filter.filter(), QueueFilter.place(after));
        model.addAttribute("items", sheet.items().stream().map(item -> QueueItem.of(item, page.now(), queue.sla())).toList());
        model.addAttribute("next", sheet.next() == null ? null : filter.href(sheet.next()));
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("filter", filter);
        model.addAttribute("overview", queue.overview(viewer.account()));
        model.addAttribute("sla", queue.sla());
        model.addAttribute("fourEyes", queue.fourEyes());
        model.addAttribute("unissuable", desk.unissuable(viewer.account()));
        model.addAttribute("cases", desk.cases(viewer.account()).size());
        return "officer/queue";
    }
}
