package id.paraf.web.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.web.Form;
import id.paraf.web.Page;

/** Every component of {@code jte/ui} on one page, for whoever changes how Paraf looks. */
@Controller
@Profile("demo")
class GalleryPages {

    @GetMapping("/demo/components")
    String components(Page page, Model model) {
        model.addAttribute("form", Form.empty().with("email", "contoh@contoh.example").error("email", "ui.gallery.wrong")
                .error("secret", "ui.gallery.wrong"));
        return "demo/components";
    }

    @GetMapping("/demo/components/public")
    String publicPage(Page page, Model model) {
        model.addAttribute("form", Form.empty());
        return "demo/publicPage";
    }
}
