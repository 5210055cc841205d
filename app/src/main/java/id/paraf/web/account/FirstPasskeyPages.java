package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.DeviceName;
import id.paraf.account.PasskeyRule;
import id.paraf.account.RegisterPasskey;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/** The first login of who decides about others (AU-16): after the password a passkey is made, and that completes it. */
@Controller
class FirstPasskeyPages {

    private final RegisterPasskey register;
    private final PasskeyRule rule;
    private final SessionCookies cookies;
    private final Codes codes;

    FirstPasskeyPages(RegisterPasskey register, PasskeyRule rule, SessionCookies cookies, Codes codes) {
        this.register = register;
        this.rule = rule;
        this.cookies = cookies;
        this.codes = codes;
    }

    @GetMapping("/login/passkey/new")
    String first(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next, Origin origin,
            Model model) {
        return form(login, next, Form.empty().with("name", DeviceName.of(origin.agent())), model);
    }

    @PostMapping("/login/passkey/new/options")
    ResponseEntity<RegisterPasskey.Options> options(Sessions.@Nullable Login login) {
        return login == null || !register.first(login) ? ResponseEntity.notFound().build()
                : ResponseEntity.ok(register.options(login));
    }

    @PostMapping("/login/passkey/new")
    String add(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String answer, @RequestParam(defaultValue = "/") String next, Origin origin,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        var form = Form.empty().with("name", name);
        if (login != null && register.first(login)
                && codes.added(register.addFirst(login, name, answer, cookies.device(request).orElse(null), origin), form, page,
                        request, response)) {
            return "redirect:" + Answers.next(next);
        }
        return form(login, next, form, model);
    }

    /** Whoever is elsewhere in the login is sent there. */
    private String form(Sessions.@Nullable Login login, String next, Form form, Model model) {
        if (login == null || !register.first(login)) {
            return "redirect:" + (login == null ? LoginPages.with("/login", next)
                    : login.session().complete() ? Answers.next(next) : LoginPages.with("/login/otp", next));
        }
        model.addAttribute("form", form).addAttribute("next", Answers.next(next)).addAttribute("name", login.account().username())
                .addAttribute("code", rule.enrols(login.account()));
        return "account/passkeyFirst";
    }
}
