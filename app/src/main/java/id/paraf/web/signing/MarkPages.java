package id.paraf.web.signing;

import java.time.Duration;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.signing.Documents;
import id.paraf.signing.MarkCodes;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/**
 * Where the QR of a mark leads, open to everyone: what a code on paper proves, which is little, and how the file itself is
 * checked. Who signed what stands there only if its owner said so (PD-11).
 */
@Controller
class MarkPages {

    private final MarkCodes codes;
    private final Documents documents;
    private final Register register;
    private final Limits limits;

    MarkPages(MarkCodes codes, Documents documents, Register register, Limits limits) {
        this.codes = codes;
        this.documents = documents;
        this.register = register;
        this.limits = limits;
    }

    @GetMapping("/v/{code}")
    String scanned(@PathVariable String code, Page page, Model model, Origin origin, HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        // The code is all that stands between a stranger and what its owner shows.
        response.setHeader("Referrer-Policy", "no-referrer");
        if (limits.take(Limit.MARK_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration wait)) {
            throw new Problem(429, "tooMany", wait);
        }
        var marked = codes.find(code).orElse(null);
        if (marked == null) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        var certificate = marked == null || marked.shown() == null ? null : marked.certificate();
        model.addAttribute("marked", marked).addAttribute("certificate",
                certificate == null ? null : register.find(certificate).orElse(null));
        return "signing/mark";
    }

    @PostMapping("/documents/{id}/mark")
    String show(@PathVariable UUID id, @RequestParam(defaultValue = "") String shown, Viewer viewer, Page page, Origin origin) {
        var document = documents.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        if (!shown.equals("yes") && !shown.equals("no")) {
            throw new Problem(400, "badRequest");
        }
        if (!codes.show(document, shown.equals("yes"), origin)) {
            throw new Problem(404, "notFound");
        }
        page.toast(shown.equals("yes") ? "signing.code.shown" : "signing.code.hidden");
        return "redirect:/documents/" + id;
    }
}
