package id.paraf.web.selfie;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.kernel.Origin;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureSession;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.CheckSelfie;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.SelfieCases;
import id.paraf.web.Form;
import id.paraf.web.Page;

/** "Pengecekan Foto Diri": consent, camera, the hand-over to a phone, and the way to an officer. */
@Controller
class CapturePages {

    private final CaptureCookie cookie;
    private final CaptureSessions sessions;
    private final CaptureLinks links;
    private final CheckSelfie selfie;
    private final SelfieCases cases;
    private final String site;

    CapturePages(CaptureCookie cookie, CaptureSessions sessions, CaptureLinks links, CheckSelfie selfie, SelfieCases cases,
            @Value("${paraf.origin}") String site) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.links = links;
        this.selfie = selfie;
        this.cases = cases;
        this.site = site;
    }

    /**
     * The page that fits where the capture stands: consent, camera, or what comes after.
     *
     * @param open "yes" from whoever has just agreed: the camera opens by itself
     */
    @GetMapping("/capture")
    String show(@RequestParam(defaultValue = "") String open, Model model, HttpServletRequest request, HttpServletResponse response,
            Page page) {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(response);
        }
        model.addAttribute("open", open.equals("yes"));
        return show(session.get(), Form.empty(), model);
    }

    private String show(CaptureSession session, Form form, Model model) {
        model.addAttribute("capture", session).addAttribute("form", form);
        if (selfie.passed(session)) {
            return session.next() == null ? "selfie/done" : "redirect:" + session.next();
        }
        var decided = cases.ofJourney(session.journey()).filter(found -> found.state() == SelfieCases.State.APPROVED);
        if (decided.isPresent() && session.next() != null) {
            // An officer has recognised the person already: no photo is needed.
            return "redirect:" + session.next();
        }
        var open = cases.ofJourney(session.journey()).filter(found -> found.state() == SelfieCases.State.OPEN);
        if (open.isPresent()) {
            model.addAttribute("cause", open.get().cause().name());
            return "selfie/officer";
        }
        model.addAttribute("attemptsLeft", selfie.attemptsLeft(session.account()));
        return session.consented() ? "selfie/camera" : "selfie/consent";
    }

    /** SF-01: agreeing is recorded before any page that opens a camera is shown. */
    @PostMapping("/capture/consent")
    String consent(@RequestParam(defaultValue = "") String agree, Model model, HttpServletRequest request,
            HttpServletResponse response, Origin origin, Page page) {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(response);
        }
        if (!agree.equals("yes")) {
            page.refused();
            return show(session.get(), Form.empty().error("agree", "selfie.consent.missing"), model);
        }
        sessions.consent(session.get(), CaptureConsent.textSha256(page, session.get().purpose()), origin);
        return "redirect:/capture?open=yes";
    }

    /** SF-13: the way without a camera, open at every moment. */
    @PostMapping("/capture/officer")
    String officer(HttpServletRequest request, HttpServletResponse response, Origin origin, Page page) {
        var session = cookie.session(request);
        if (session.isEmpty()) {
            return over(response);
        }
        cases.open(session.get(), SelfieCases.Cause.CHOSEN, origin);
        return "redirect:/capture";
    }

    /** A code for the same person's phone. The page is the answer itself: its address holds no secret to reload. */
    @PostMapping("/capture/handover")
    String handOver(Model model, HttpServletRequest request, HttpServletResponse response, Origin origin, Page page) {
        var session = cookie.session(request);
        var link = session.flatMap(found -> links.handOver(found, origin));
        if (session.isEmpty() || link.isEmpty()) {
            return over(response);
        }
        model.addAttribute("capture", session.get()).addAttribute("link", link.get())
                .addAttribute("address", site + link.get().path().reveal());
        return "selfie/handover";
    }

    /** Where a hand-over stands. The phone's claim ends this device's session, which is how it shows. */
    @GetMapping(path = "/capture/handover/state", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> handOverState(HttpServletRequest request) {
        var session = cookie.session(request);
        String state = session.isEmpty() ? "OVER" : switch (links.handOverState(session.get().journey())) {
            case LinkState.Waiting waiting -> "WAITING";
            case LinkState.Expired expired -> "EXPIRED";
            case LinkState.Withdrawn withdrawn -> "EXPIRED";
            case LinkState.Claimed claimed -> "WAITING";
            case LinkState.Dead dead -> "OVER";
            case LinkState.None none -> "EXPIRED";
        };
        return ResponseEntity.ok(Map.of("state", state));
    }

    /** What the first device shows once the phone has taken over. Needs no session: this device has none any more. */
    @GetMapping("/capture/elsewhere")
    String elsewhere(Page page) {
        return "selfie/elsewhere";
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return "selfie/over";
    }
}
