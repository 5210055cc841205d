package id.paraf.web.notice;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

import id.paraf.kernel.Origin;
import id.paraf.notice.DisavowLinks;
import id.paraf.passphrase.FreezeKey;
import id.paraf.web.Page;

/** "Bukan saya": explains, asks once, and acts without a login. Opening the page changes nothing (preview bots). */
@Controller
class DisavowPage {

    private final DisavowLinks links;
    private final FreezeKey freezes;

    DisavowPage(DisavowLinks links, FreezeKey freezes) {
        this.links = links;
        this.freezes = freezes;
    }

    @GetMapping("/disavow/{token}")
    String show(@PathVariable String token, Page page, Model model, HttpServletResponse response) {
        // The address is the secret: it must not travel on in a Referer header (RP-01).
        response.setHeader("Referrer-Policy", "no-referrer");
        var found = links.find(token);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "notice/disavowGone";
        }
        model.addAttribute("token", token).addAttribute("key", freezes.hasKey(found.get().account()));
        return found.get().used() ? "notice/disavowDone" : "notice/disavow";
    }

    @PostMapping("/disavow/{token}")
    ResponseEntity<Void> use(@PathVariable String token, Origin origin, HttpServletRequest request) {
        links.use(token, origin);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(request.getRequestURI())).build();
    }
}
