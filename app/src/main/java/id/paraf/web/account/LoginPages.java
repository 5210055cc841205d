package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

import id.paraf.account.Account;
import id.paraf.account.Attempt;
import id.paraf.account.EnrolAuthenticator;
import id.paraf.account.LogIn;
import id.paraf.account.PasskeyRule;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/**
 * The ways in (AU-14): password, then authenticator, recovery code, or at the first login the enrolment of an authenticator; those by
 * a passkey are {@link PasskeyLoginPages}, and {@link FirstPasskeyPages} for a first one.
 */
@Controller
class LoginPages {

    private final LogIn logIn;
    private final EnrolAuthenticator enrolment;
    private final PasskeyRule passkeys;
    private final SessionCookies cookies;
    private final Codes codes;

    LoginPages(LogIn logIn, EnrolAuthenticator enrolment, PasskeyRule passkeys, SessionCookies cookies, Codes codes) {
        this.logIn = logIn;
        this.enrolment = enrolment;
        this.passkeys = passkeys;
        this.cookies = cookies;
        this.codes = codes;
    }

    @GetMapping("/login")
    String login(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String ended, HttpServletRequest request, Model model) {
        if (login != null && login.session().complete()) {
            return "redirect:" + Answers.next(next);
        }
        var name = cookies.rememberedName(request);
        model.addAttribute("ended", login == null && (cookies.hadSession(request) || ended.equals("yes")));
        return loginForm(Form.empty().with("login", name.orElse("")).with("remember", name.isPresent() ? "yes" : ""), next, model);
    }

    @PostMapping("/login")
    String password(Page page, @RequestParam(defaultValue = "") String login, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String remember, @RequestParam(defaultValue = "/") String next, Origin origin,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        var form = Form.empty().with("login", login).with("remember", remember);
        if (login.isBlank() || password.isEmpty()) {
            Answers.wrong(page, form, login.isBlank() ? "login" : "password",
                    login.isBlank() ? "account.login.nameMissing" : "account.login.passwordMissing");
            return loginForm(form, next, model);
        }
        switch (logIn.password(login, SecretText.of(password), cookies.device(request).orElse(null), origin)) {
            case Attempt.Accepted accepted -> {
                cookies.accept(request, response, accepted);
                cookies.rememberName(response, login.strip(), remember.equals("yes"));
                return "redirect:" + with("/login/otp", next);
            }
            case Attempt.Wrong wrong -> Answers.wrong(page, form, "password", "account.login.wrong");
            case Attempt.Wait(var retryAfter) -> Answers.wait(response, form, "password", retryAfter);
        }
        return loginForm(form, next, model);
    }

    private static String loginForm(Form form, String next, Model model) {
        model.addAttribute("form", form).addAttribute("next", Answers.next(next));
        return "account/login";
    }

    @GetMapping("/login/otp")
    String otp(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String by, Model model) {
        if (login != null && !by.equals("code") && !login.session().complete() && passkeys.any(login.account().id())) {
            return "redirect:" + with("/login/passkey", next);
        }
        return half(login, next, true, "account/otp", Form.empty(), model);
    }

    @PostMapping("/login/otp")
    String code(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        String on = login == null || login.session().complete() || codes.missing(code, form, page) ? null
                : codes.after(logIn.code(login, code, cookies.device(request).orElse(null), origin), form,
                        "account.otp.wrong", Answers.next(next), page, request, response);
        return on == null ? half(login, next, true, "account/otp", form, model) : on;
    }

    @GetMapping("/login/recovery")
    String recovery(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return half(login, next, true, "account/recovery", Form.empty(), model);
    }

    @PostMapping("/login/recovery")
    String recoveryCode(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        String on = login == null || login.session().complete() || codes.missing(code, form, page) ? null
                : codes.after(logIn.recoveryCode(login, code, cookies.device(request).orElse(null), origin), form,
                        "account.recovery.wrong", Answers.next(next), page, request, response);
        return on == null ? half(login, next, true, "account/recovery", form, model) : on;
    }

    @GetMapping("/login/enrol")
    String enrol(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return enrolForm(login, next, Form.empty(), model);
    }

    @PostMapping("/login/enrol")
    String confirm(Page page, Sessions.@Nullable Login login, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        String on = login == null || login.session().complete() || codes.missing(code, form, page) ? null
                : codes.after(enrolment.confirm(login, code, cookies.device(request).orElse(null), origin), form,
                        "account.otp.wrong", with("/settings/recovery-codes/new", next), page, request, response);
        return on == null ? enrolForm(login, next, form, model) : on;
    }

    private String enrolForm(Sessions.@Nullable Login login, String next, Form form, Model model) {
        if (login != null && passkeys.enrols(login.account())) {
            var pending = enrolment.pending(login);
            if (pending.isEmpty()) {
                return "redirect:" + with("/login", next);
            }
            model.addAttribute("pending", pending.get());
        }
        return half(login, next, false, "account/enrol", form, model);
    }

    /** Shows a page of half a session; whoever is elsewhere in the login is sent there. */
    private String half(Sessions.@Nullable Login login, String next, boolean enrolled, String template, Form form,
            Model model) {
        if (login == null) {
            return "redirect:" + with("/login", next);
        }
        if (login.session().complete()) {
            return "redirect:" + Answers.next(next);
        }
        String way = way(login.account(), enrolled);
        if (way != null) {
            return "redirect:" + with(way, next);
        }
        model.addAttribute("form", form).addAttribute("next", Answers.next(next)).addAttribute("name", login.account().username())
                .addAttribute("passkey", passkeys.any(login.account().id()))
                .addAttribute("first", passkeys.first(login.account()));
        return template;
    }

    /** The page of the login on which this account goes on, if it is another one. */
    private @Nullable String way(Account account, boolean enrolled) {
        boolean any = passkeys.any(account.id());
        if (passkeys.only(account) || any && !account.secondFactor()) {
            return "/login/passkey";
        }
        if (account.secondFactor()) {
            return enrolled ? null : "/login/otp";
        }
        if (passkeys.first(account) && (enrolled || !passkeys.enrols(account))) {
            return "/login/passkey/new";
        }
        return enrolled ? "/login/enrol" : null;
    }

    /** A page of the login that still knows where its reader wanted to go. */
    static String with(String path, String next) {
        String wanted = Answers.next(next);
        return wanted.equals("/") ? path
                : UriComponentsBuilder.fromPath(path).queryParam("next", "{next}").build().expand(wanted).encode().toUriString();
    }
}
