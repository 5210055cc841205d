package id.paraf.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that always stand there: the way in, privacy, terms, help. */
@Controller
class StandingPages {

    @GetMapping("/")
    String start(Page page) {
        @Nullable Viewer viewer = page.viewer();
        if (viewer == null) {
            return "redirect:/login";
        }
        return "redirect:" + viewer.home();
    }

    @GetMapping("/privacy")
    String privacy(Page page) {
        return "standing/privacy";
    }

    @GetMapping("/terms")
    String terms(Page page) {
        return "standing/terms";
    }

    @GetMapping("/help")
    String help(Page page) {
        return "standing/help";
    }
}
