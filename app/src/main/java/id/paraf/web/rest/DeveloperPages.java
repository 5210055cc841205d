package id.paraf.web.rest;

import java.util.Arrays;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.sandbox.TestSigners;
import id.paraf.web.Page;

/** What integrators read: every call with a form that tries it out, and every error. */
@Controller
class DeveloperPages {

    private final OpenApi description;
    private final TestSigners tests;
    private final String origin;

    DeveloperPages(OpenApi description, TestSigners tests, @Value("${paraf.origin}") String origin) {
        this.description = description;
        this.tests = tests;
        this.origin = origin;
    }

    @GetMapping("/developers")
    String calls(Page page, Model model) {
        var document = description.document(page.locale());
        model.addAttribute("calls", CallView.of(document)).addAttribute("shapes", CallView.shapes(document))
                .addAttribute("origin", origin).addAttribute("told", CallView.told(document))
                .addAttribute("examples", WebhookExample.all()).addAttribute("tests", tests.all());
        return "rest/developers";
    }

    @GetMapping("/developers/errors")
    String errors(Page page, Model model) {
        List<Explained> errors = Arrays.stream(ErrorCode.values()).map(code -> new Explained(code.code(), code.status(),
                page.t("rest.error." + code.code() + ".title"), page.t("rest.error." + code.code() + ".detail"))).toList();
        model.addAttribute("errors", errors);
        return "rest/errors";
    }
}
