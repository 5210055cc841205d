package id.paraf.web.account;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Account;
import id.paraf.account.ForgottenPassword;
import id.paraf.account.Invitations;
import id.paraf.account.OwnPassword;
import id.paraf.account.PasswordByLink;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.SessionCookies;

/** Links that let an account's owner choose a password: a forgotten one, or the first. Opening one changes nothing. */
@Controller
class ForgottenPages {

    private final ForgottenPassword forgotten;
    private final Invitations invitations;
    private final SessionCookies cookies;

    ForgottenPages(ForgottenPassword forgotten, Invitations invitations, SessionCookies cookies) {
        this.forgotten = forgotten;
        this.invitations = invitations;
        this.cookies = cookies;
    }

    @GetMapping("/forgot")
    String ask(Page page, @RequestParam(defaultValue = "") String sent, Model model) {
        model.addAttribute("form", Form.empty());
        return sent.isEmpty() ? "account/forgot" : "account/forgotSent";
    }

    @PostMapping("/forgot")
    String send(Page page, @RequestParam(defaultValue = "") String login, Origin origin, HttpServletResponse response,
            Model model) {
        var form = Form.empty().with("login", login);
        if (login.isBlank()) {
            Answers.wrong(page, form, "login", "account.login.nameMissing");
        } else {
            forgotten.request(login, origin).ifPresent(retryAfter -> Answers.wait(response, form, "login", retryAfter));
        }
        model.addAttribute("form", form);
        return form.ok() ? "redirect:/forgot?sent=yes" : "account/forgot";
    }

    @GetMapping("/forgot/{token}")
    String choose(Page page, @PathVariable String token, HttpServletResponse response, Model model) {
        return show(Link.FORGOT, token, Form.empty(), response, model);
    }

    @PostMapping("/forgot/{token}")
    String set(Page page, @PathVariable String token, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return chosen(Link.FORGOT, token, password, again, page, origin, request, response, model);
    }

    @GetMapping("/claim/{token}")
    String invited(Page page, @PathVariable String token, HttpServletResponse response, Model model) {
        return show(Link.CLAIM, token, Form.empty(), response, model);
    }

    @PostMapping("/claim/{token}")
    String claim(Page page, @PathVariable String token, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return chosen(Link.CLAIM, token, password, again, page, origin, request, response, model);
    }

    /** The two kinds of one-time links, which look and work alike. */
    private enum Link {
        FORGOT("forgot", "account/newPassword", "account.forgot.done"), CLAIM("claim", "account/claim", "account.claim.done");

        private final String key;
        private final String template;
        private final String done;

        Link(String key, String template, String done) {
            this.key = key;
            this.template = template;
            this.done = done;
        }
    }

    private Optional<Account> find(Link link, String token) {
        return link == Link.FORGOT ? forgotten.find(token) : invitations.find(token);
    }

    private String show(Link link, String token, Form form, HttpServletResponse response, Model model) {
        return find(link, token).map(account -> chooseForm(link.template, token, account, form, response, model))
                .orElseGet(() -> dead(link.key, response, model));
    }

    private String chosen(Link link, String token, String password, String again, Page page, Origin origin,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        var form = Form.empty();
        if (!password.equals(again)) {
            Answers.wrong(page, form, "again", "account.password.differ");
            return show(link, token, form, response, model);
        }
        var secret = SecretText.of(password);
        return switch (link == Link.FORGOT ? forgotten.set(token, secret, origin) : invitations.claim(token, secret, origin)) {
            case PasswordByLink.Outcome.Chosen chosen -> {
                cookies.clear(request, response);
                page.toast(link.done, chosen.account().username());
                yield "redirect:/login";
            }
            case PasswordByLink.Outcome.Weak(var reasons) -> {
                Answers.weak(page, form, "password", reasons);
                yield show(link, token, form, response, model);
            }
            case PasswordByLink.Outcome.Same same -> {
                Answers.wrong(page, form, "password", "account.newPassword.same");
                yield show(link, token, form, response, model);
            }
            case PasswordByLink.Outcome.Dead dead -> dead(link.key, response, model);
        };
    }

    private static String chooseForm(String template, String token, Account account, Form form, HttpServletResponse response,
            Model model) {
        // The address of this page is a secret: no other page may learn it.
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("form", form).addAttribute("token", token).addAttribute("account", account)
                .addAttribute("shortest", OwnPassword.ruleFor(account).shortest());
        return template;
    }

    private static String dead(String kind, HttpServletResponse response, Model model) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("kind", kind);
        return "account/deadLink";
    }
}
