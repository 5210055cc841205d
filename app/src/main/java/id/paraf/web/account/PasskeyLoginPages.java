package id.paraf.web.account;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.AskPasskey;
import id.paraf.account.PasskeyRule;
import id.paraf.account.ProvePasskey;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/** The ways in by a passkey (AU-14): alone, or after the password. */
@Controller
class PasskeyLoginPages {

    private final AskPasskey ask;
    private final ProvePasskey prove;
    private final PasskeyRule rule;
    private final SessionCookies cookies;
    private final Codes codes;

    PasskeyLoginPages(AskPasskey ask, ProvePasskey prove, PasskeyRule rule, SessionCookies cookies, Codes codes) {
        this.ask = ask;
        this.prove = prove;
        this.rule = rule;
        this.cookies = cookies;
        this.codes = codes;
    }

    @GetMapping("/login/passkey")
    String passkey(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return form(login, next, Form.empty(), model);
    }

    /** What the browser has its passkey sign. Before the password it names nobody. */
    @PostMapping("/login/passkey/options")
    ResponseEntity<AskPasskey.Options> options(Sessions.@Nullable Login login, Origin origin, HttpServletRequest request,
            HttpServletResponse response) {
        if (login != null) {
            return ResponseEntity.of(ask.second(login));
        }
        return switch (ask.anybody(cookies.asked(request).orElse(null), origin)) {
            case AskPasskey.Asked.Question(var options, String browser) -> {
                cookies.ask(response, browser);
                yield ResponseEntity.ok(options);
            }
            case AskPasskey.Asked.Wait(Duration retryAfter) -> ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds() + 1))).build();
        };
    }

    @PostMapping("/login/passkey")
    String prove(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        if (login != null && (login.session().complete() || !rule.any(login.account().id()))) {
            return form(login, next, form, model);
        }
        String device = cookies.device(request).orElse(null);
        var attempt = login == null ? prove.alone(answer, cookies.asked(request).orElse(""), device, origin)
                : prove.second(login, answer, device, origin);
        String on = codes.after(attempt, form, "answer",
                login == null ? "account.passkey.wrongAlone" : "account.passkey.wrong", Answers.next(next), page, request,
                response);
        return on == null ? form(login, next, form, model) : on;
    }

    private String form(Sessions.@Nullable Login login, String next, Form form, Model model) {
        if (login != null && login.session().complete()) {
            return "redirect:" + Answers.next(next);
        }
        if (login != null && !rule.any(login.account().id())) {
            return "redirect:" + LoginPages.with("/login/otp", next);
        }
        model.addAttribute("form", form).addAttribute("next", Answers.next(next))
                .addAttribute("name", login == null ? null : login.account().username())
                .addAttribute("only", login != null && rule.only(login.account()));
        return "account/passkeyLogin";
    }
}
