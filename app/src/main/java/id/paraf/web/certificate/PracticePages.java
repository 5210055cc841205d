package id.paraf.web.certificate;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.certificate.PracticeStatements;
import id.paraf.kernel.Problem;
import id.paraf.web.Page;

/** The certificate policy and practice statement: the way to the one in force, and each version at an address that stays. */
@Controller
class PracticePages {

    private final PracticeStatements statements;
    private final PracticeNote note;

    PracticePages(PracticeStatements statements, PracticeNote note) {
        this.statements = statements;
        this.note = note;
    }

    @GetMapping("/cps")
    String current(Page page) {
        var statement = statements.current(page.language());
        return "redirect:/cps/" + statement.version() + "/" + statement.language();
    }

    @GetMapping("/cps/{version}/{language}")
    String version(@PathVariable String version, @PathVariable String language, Page page, Model model) {
        var statement = statements.find(version, language).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("statement", statement);
        model.addAttribute("former", !statement.version().equals(statements.current(language).version()));
        note.addTo(model);
        return "certificate/practice";
    }

    @GetMapping("/cps/{version}/{language}/text")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String language) {
        return TextFile.of("cps", statements.find(version, language).orElseThrow(() -> new Problem(404, "notFound")));
    }
}
