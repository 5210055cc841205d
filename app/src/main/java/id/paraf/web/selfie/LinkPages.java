package id.paraf.web.selfie;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.DeviceName;
import id.paraf.kernel.Origin;
import id.paraf.passphrase.FinishReset;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.ClaimOutcome;
import id.paraf.web.Form;
import id.paraf.web.Page;

/** What opens behind {@code /r/{token}}. Reading it changes nothing: chat programs look at links before people do (RP-04). */
@Controller
class LinkPages {

    private final CaptureLinks links;
    private final CaptureCookie cookie;
    private final FinishReset finish;

    LinkPages(CaptureLinks links, CaptureCookie cookie, FinishReset finish) {
        this.links = links;
        this.cookie = cookie;
        this.finish = finish;
    }

    @GetMapping("/r/{token}")
    String show(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response, Page page) {
        return show(token, Form.empty(), model, request, response);
    }

    @PostMapping(path = "/r/{token}", params = "!disown")
    String claim(@PathVariable String token, @RequestParam(defaultValue = "") String number, Model model,
            HttpServletRequest request, HttpServletResponse response, Origin origin, Page page) {
        String digits = number.strip();
        if (!digits.matches("[0-9]{2}")) {
            page.refused();
            return show(token, Form.empty().error("number", "selfie.link.number.form"), model, request, response);
        }
        return switch (links.claim(token, Integer.parseInt(digits), origin)) {
            case ClaimOutcome.Claimed claimed -> {
                secretAddress(response);
                cookie.put(response, claimed.session());
                yield "redirect:/capture";
            }
            case ClaimOutcome.WrongNumber(int left) -> {
                page.refused();
                yield show(token, Form.empty().error("number", "selfie.link.number.wrong", left), model, request, response);
            }
            case ClaimOutcome.Gone(var why) -> gone(token, why, model, request, response);
        };
    }

    @PostMapping(path = "/r/{token}", params = "disown")
    String disown(@PathVariable String token, Model model, HttpServletRequest request, HttpServletResponse response, Origin origin,
            Page page) {
        if (!links.disown(token, origin)) {
            return show(token, Form.empty(), model, request, response);
        }
        secretAddress(response);
        return "selfie/disowned";
    }

    private String show(String token, Form form, Model model, HttpServletRequest request, HttpServletResponse response) {
        var view = links.look(token);
        if (view.isEmpty()) {
            return gone(token, links.whyGone(token).orElse(ClaimOutcome.Why.UNKNOWN), model, request, response);
        }
        secretAddress(response);
        model.addAttribute("token", token).addAttribute("link", view.get()).addAttribute("form", form)
                .addAttribute("device", DeviceName.of(new Origin(view.get().address(), view.get().agent())));
        return "selfie/link";
    }

    private String gone(String token, ClaimOutcome.Why why, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        secretAddress(response);
        response.setStatus(why == ClaimOutcome.Why.UNKNOWN ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_GONE);
        boolean used = why == ClaimOutcome.Why.USED;
        // Nobody is sent to a device where nothing is left to do. Whoever holds the link learns no more than that it is over.
        boolean over = used && links.claimedFor(token).filter(finish::isOver).isPresent();
        // Whoever claimed it on this very device may simply go on.
        boolean mayGoOn = used && !over && cookie.session(request).isPresent();
        model.addAttribute("why", over ? "OVER" : why.name()).addAttribute("mayGoOn", mayGoOn);
        return "selfie/linkGone";
    }

    /** The address is the secret: it must not travel on in a Referer header, nor stay in a cache (RP-01). */
    private static void secretAddress(HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    }
}
