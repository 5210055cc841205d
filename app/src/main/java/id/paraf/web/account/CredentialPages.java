package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Attempt;
import id.paraf.account.EnrolAuthenticator;
import id.paraf.account.OwnPassword;
import id.paraf.account.RecoveryCodes;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.FreshTotp;
import id.paraf.web.security.SessionCookies;

/** Pengaturan: password, authenticator, recovery codes. */
@Controller
class CredentialPages {

    private final OwnPassword ownPassword;
    private final EnrolAuthenticator enrolment;
    private final RecoveryCodes recoveryCodes;
    private final SessionCookies cookies;
    private final Codes codes;
    private final FirstSteps firstSteps;

    CredentialPages(OwnPassword ownPassword, EnrolAuthenticator enrolment, RecoveryCodes recoveryCodes, SessionCookies cookies,
            Codes codes, FirstSteps firstSteps) {
        this.ownPassword = ownPassword;
        this.enrolment = enrolment;
        this.recoveryCodes = recoveryCodes;
        this.cookies = cookies;
        this.codes = codes;
        this.firstSteps = firstSteps;
    }

    @FreshTotp
    @GetMapping("/settings/password")
    String password(Page page, Sessions.Login login, Model model) {
        return passwordForm(login, Form.empty(), model);
    }

    @FreshTotp
    @PostMapping("/settings/password")
    String changePassword(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password, @RequestParam(defaultValue = "") String again, Origin origin,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        var form = Form.empty();
        if (!password.equals(again)) {
            Answers.wrong(page, form, "again", "account.password.differ");
            return passwordForm(login, form, model);
        }
        switch (ownPassword.change(login, SecretText.of(old), SecretText.of(password), origin)) {
            case OwnPassword.Outcome.Changed changed -> {
                cookies.renew(request, response, changed.session());
                page.toast("account.password.changed");
                return "redirect:/settings";
            }
            case OwnPassword.Outcome.Weak(var reasons) -> Answers.weak(page, form, "password", reasons);
            case OwnPassword.Outcome.Same same -> Answers.wrong(page, form, "password", "account.password.same");
            case OwnPassword.Outcome.NotProven(Attempt.Wait(var retryAfter)) -> Answers.wait(response, form, "old", retryAfter);
            case OwnPassword.Outcome.NotProven notProven -> Answers.wrong(page, form, "old", "account.password.oldWrong");
        }
        return passwordForm(login, form, model);
    }

    private static String passwordForm(Sessions.Login login, Form form, Model model) {
        model.addAttribute("form", form).addAttribute("account", login.account())
                .addAttribute("shortest", OwnPassword.ruleFor(login.account()).shortest());
        return "account/password";
    }

    @GetMapping("/settings/authenticator")
    String authenticator(Page page, Model model) {
        model.addAttribute("form", Form.empty());
        return "account/authenticator";
    }

    @PostMapping("/settings/authenticator")
    String allowAuthenticator(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        switch (enrolment.allow(login, SecretText.of(password), code, origin)) {
            case Attempt.Accepted accepted -> {
                cookies.accept(request, response, accepted);
                return "redirect:/settings/authenticator/new";
            }
            case Attempt.Wrong wrong -> Answers.wrong(page, form, "password", "account.authenticator.notProven");
            case Attempt.Wait(var retryAfter) -> Answers.wait(response, form, "code", retryAfter);
        }
        model.addAttribute("form", form);
        return "account/authenticator";
    }

    @GetMapping("/settings/authenticator/new")
    String newAuthenticator(Page page, Sessions.Login login, Model model) {
        return newAuthenticatorForm(login, Form.empty(), model);
    }

    @PostMapping("/settings/authenticator/new")
    String confirmAuthenticator(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String code, Origin origin,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        var form = Form.empty();
        var attempt = enrolment.confirm(login, code, null, origin);
        if (attempt instanceof Attempt.Accepted) {
            page.toast("account.authenticator.changed");
        }
        String on = codes.after(attempt, form, "account.otp.wrong", "/settings", page, request, response);
        return on == null ? newAuthenticatorForm(login, form, model) : on;
    }

    private String newAuthenticatorForm(Sessions.Login login, Form form, Model model) {
        var pending = enrolment.pending(login);
        if (pending.isEmpty()) {
            return "redirect:/settings/authenticator";
        }
        model.addAttribute("form", form).addAttribute("pending", pending.get());
        return "account/authenticatorNew";
    }

    @FreshTotp
    @GetMapping("/settings/recovery-codes")
    String recoveryCodes(Page page, Sessions.Login login, Model model) {
        model.addAttribute("left", recoveryCodes.left(login.account().id()));
        return "account/recoveryCodes";
    }

    @FreshTotp
    @PostMapping("/settings/recovery-codes")
    String replaceRecoveryCodes(Page page, Sessions.Login login, Origin origin) {
        recoveryCodes.replace(login, origin);
        return "redirect:/settings/recovery-codes/new";
    }

    @GetMapping("/settings/recovery-codes/new")
    String newRecoveryCodes(Page page, Sessions.Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return newRecoveryCodesForm(login, next, Form.empty(), model);
    }

    @GetMapping(path = "/settings/recovery-codes/new.txt")
    ResponseEntity<String> downloadRecoveryCodes(Page page, Sessions.Login login) {
        var codes = recoveryCodes.shown(login);
        return codes.isEmpty() ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paraf-recovery-codes.txt\"")
                        .body(page.t("account.codes.file", page.brand().name(), login.account().username()) + "\n\n"
                                + String.join("\n", codes) + "\n");
    }

    @PostMapping("/settings/recovery-codes/new")
    String keptRecoveryCodes(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String kept,
            @RequestParam(defaultValue = "/") String next, Origin origin, Model model) {
        if (!kept.equals("yes")) {
            var form = Form.empty();
            Answers.wrong(page, form, "kept", "account.codes.keepFirst");
            return newRecoveryCodesForm(login, next, form, model);
        }
        recoveryCodes.kept(login, origin);
        return "redirect:" + Answers.next(firstSteps.after(login.account(), next));
    }

    private String newRecoveryCodesForm(Sessions.Login login, String next, Form form, Model model) {
        var codes = recoveryCodes.shown(login);
        if (codes.isEmpty()) {
            return "redirect:" + Answers.next(next);
        }
        model.addAttribute("form", form).addAttribute("codes", codes).addAttribute("next", Answers.next(next));
        return "account/recoveryCodesNew";
    }
}
