package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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
import id.paraf.account.StepUp;
import id.paraf.kernel.Origin;
import id.paraf.web.Form;
import id.paraf.web.Page;

/** Asks for a fresh code of the authenticator, or for a passkey, and goes back to where it was needed. */
@Controller
class StepUpPages {

    private final StepUp stepUp;
    private final AskPasskey askPasskey;
    private final ProvePasskey provePasskey;
    private final PasskeyRule rule;
    private final Codes codes;

    StepUpPages(StepUp stepUp, AskPasskey askPasskey, ProvePasskey provePasskey, PasskeyRule rule, Codes codes) {
        this.stepUp = stepUp;
        this.askPasskey = askPasskey;
        this.provePasskey = provePasskey;
        this.rule = rule;
        this.codes = codes;
    }

    @GetMapping("/step-up")
    String ask(Page page, Sessions.Login login, @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String by, Model model) {
        if (stepUp.fresh(login.session())) {
            return "redirect:" + Answers.next(next);
        }
        boolean passkey = rule.any(login.account().id()) && !by.equals("code") || rule.only(login.account());
        return passkey ? "redirect:" + LoginPages.with("/step-up/passkey", next) : form(login, Form.empty(), next, model);
    }

    @PostMapping("/step-up")
    String prove(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        if (rule.only(login.account())) {
            return "redirect:" + LoginPages.with("/step-up/passkey", next);
        }
        var form = Form.empty();
        String on = codes.missing(code, form, page) ? null
                : codes.after(stepUp.verify(login, code, origin), form, "account.otp.wrong", Answers.next(next), page, request,
                        response);
        return on == null ? form(login, form, next, model) : on;
    }

    @GetMapping("/step-up/passkey")
    String askPasskey(Page page, Sessions.Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return passkeyForm(login, Form.empty(), next, model);
    }

    @PostMapping("/step-up/passkey/options")
    ResponseEntity<AskPasskey.Options> options(Sessions.Login login) {
        return ResponseEntity.of(askPasskey.again(login));
    }

    @PostMapping("/step-up/passkey")
    String provePasskey(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        if (!rule.any(login.account().id())) {
            return passkeyForm(login, form, next, model);
        }
        String on = codes.after(provePasskey.again(login, answer, origin), form, "answer", "account.passkey.wrong",
                Answers.next(next), page, request, response);
        return on == null ? passkeyForm(login, form, next, model) : on;
    }

    private String passkeyForm(Sessions.Login login, Form form, String next, Model model) {
        if (!rule.any(login.account().id())) {
            return "redirect:" + LoginPages.with("/step-up", next);
        }
        model.addAttribute("form", form).addAttribute("next", Answers.next(next)).addAttribute("only", rule.only(login.account()));
        return "account/passkeyStepUp";
    }

    private String form(Sessions.Login login, Form form, String next, Model model) {
        model.addAttribute("form", form).addAttribute("next", Answers.next(next)).addAttribute("passkey",
                rule.any(login.account().id()));
        return "account/stepUp";
    }
}
