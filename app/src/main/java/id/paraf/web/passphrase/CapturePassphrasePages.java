package id.paraf.web.passphrase;

import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.certificate.Agreements;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.kernel.SecretText;
import id.paraf.passphrase.FinishOutcome;
import id.paraf.passphrase.FinishReset;
import id.paraf.passphrase.FinishReset.NewPassphrase;
import id.paraf.passphrase.Journey;
import id.paraf.passphrase.JourneyState;
import id.paraf.passphrase.PassphraseRules;
import id.paraf.passphrase.ResetPassphrase;
import id.paraf.selfie.CaptureSession;
import id.paraf.selfie.CaptureSessions;
import id.paraf.web.Form;
import id.paraf.web.Page;

/** Step 2 on the phone: "Buat Passphrase". Knows a capture session and nothing of a login. */
@Controller
class CapturePassphrasePages {

    private static final String HERE = "redirect:/capture/passphrase";

    private final FinishReset finish;
    private final ResetPassphrase reset;
    private final CaptureSessions sessions;
    private final PassphraseRules rules;
    private final Agreements agreements;

    CapturePassphrasePages(FinishReset finish, ResetPassphrase reset, CaptureSessions sessions, PassphraseRules rules,
            Agreements agreements) {
        this.finish = finish;
        this.reset = reset;
        this.sessions = sessions;
        this.rules = rules;
        this.agreements = agreements;
    }

    @GetMapping("/capture/passphrase")
    String show(Page page, Model model, HttpServletRequest request) {
        var session = session(request);
        return show(session, journey(session), Form.empty(), false, page, model);
    }

    @PostMapping("/capture/passphrase")
    String submit(@RequestParam(defaultValue = "") String passphrase, @RequestParam(defaultValue = "") String confirmation,
            @RequestParam(defaultValue = "") String agreed, @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String language, @RequestParam(defaultValue = "") String sha256, Page page,
            Origin origin, Model model, HttpServletRequest request, HttpServletResponse response) {
        var session = session(request);
        var typed = new NewPassphrase(SecretText.of(passphrase), SecretText.of(confirmation), agreed.equals("yes"), version,
                language,
                sha256);
        var form = Form.empty().with("agreed", agreed);
        switch (finish.finish(session, typed, origin)) {
            case FinishOutcome.Done done -> {
                // A token seen before the finish is worth nothing after it (RP-15).
                keep(sessions.rotate(session), response);
                return HERE;
            }
            case FinishOutcome.Saving saving -> {
                return HERE;
            }
            case FinishOutcome.LinkTooOld old -> {
                return HERE;
            }
            case FinishOutcome.Stopped stopped -> {
                return HERE;
            }
            case FinishOutcome.PhotoTooOld old -> {
                return "redirect:/capture";
            }
            case FinishOutcome.Weak(var weaknesses) -> {
                Answers.weak(form, weaknesses);
                unagreed(form, typed);
            }
            case FinishOutcome.Different different -> {
                form.error("confirmation", "passphrase.different");
                unagreed(form, typed);
            }
            case FinishOutcome.NotAgreed notAgreed -> form.error("agreed", "passphrase.agreement.missing");
            case FinishOutcome.NotNow(var journey) -> {
                // RP-18: this is not the journey's step; the answer shows which one is.
                response.setStatus(409);
                return show(session, journey, form, true, page, model);
            }
        }
        page.refused();
        return show(session, journey(session), form, false, page, model);
    }

    /** What is missing is said at once, not one thing after the other. */
    private static void unagreed(Form form, NewPassphrase typed) {
        if (!typed.agreed()) {
            form.error("agreed", "passphrase.agreement.missing");
        }
    }

    /** @param late whether something was typed for a step that was over by then */
    private String show(CaptureSession session, Journey journey, Form form, boolean late, Page page, Model model) {
        model.addAttribute("journey", journey);
        if (journey.state() != JourneyState.PASSPHRASE) {
            model.addAttribute("late", late);
            return "passphrase/created";
        }
        model.addAttribute("byOfficer", reset.seenByOfficer(journey.id()));
        model.addAttribute("rule", rules.rule());
        model.addAttribute("agreement", agreements.current(page.language()));
        model.addAttribute("form", form);
        model.addAttribute("until", session.expiresAt());
        model.addAttribute("total", CaptureSessions.LIFE);
        return "passphrase/create";
    }

    private Journey journey(CaptureSession session) {
        return finish.journey(session).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private CaptureSession session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Optional.ofNullable(cookies).stream().flatMap(Arrays::stream).filter(c -> c.getName().equals(CaptureSessions.COOKIE))
                .findFirst().flatMap(cookie -> sessions.find(cookie.getValue()))
                .orElseThrow(() -> new Problem(401, "captureOver"));
    }

    private static void keep(SecretText token, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE,
                ResponseCookie.from(CaptureSessions.COOKIE, token.reveal()).path("/").secure(true)
                        .httpOnly(true).sameSite("Lax").build().toString());
    }
}
