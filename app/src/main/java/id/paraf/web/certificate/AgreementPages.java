package id.paraf.web.certificate;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.certificate.Agreements;
import id.paraf.kernel.Problem;
import id.paraf.web.Page;

/** The agreement with owners of certificates: the text in force, and every earlier one at an address that stays. */
@Controller
class AgreementPages {

    private final Agreements agreements;

    AgreementPages(Agreements agreements) {
        this.agreements = agreements;
    }

    @GetMapping("/agreement")
    String current(Page page, Model model) {
        model.addAttribute("agreement", agreements.current(page.language()));
        return "certificate/agreement";
    }

    @GetMapping("/agreement/{version}/{language}")
    String version(@PathVariable String version, @PathVariable String language, Page page, Model model) {
        model.addAttribute("agreement", agreements.find(version, language).orElseThrow(() -> new Problem(404, "notFound")));
        return "certificate/agreement";
    }

    @GetMapping("/agreement/{version}/{language}/text")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String language) {
        return TextFile.of("agreement", agreements.find(version, language).orElseThrow(() -> new Problem(404, "notFound")));
    }
}
