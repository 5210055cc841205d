package id.paraf.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Sessions;
import id.paraf.account.StepUp;
import id.paraf.kernel.Origin;
import id.paraf.web.Form;
import id.paraf.web.Page;

/** Asks for a fresh code of the authenticator and goes back to where it was needed. */
@Controller
class StepUpPages {

    private final StepUp stepUp;
    private final Codes codes;

    StepUpPages(StepUp stepUp, Codes codes) {
        this.stepUp = stepUp;
        this.codes = codes;
    }

    @GetMapping("/step-up")
    String ask(Page page, Sessions.Login login, @RequestParam(defaultValue = "/") String next, Model model) {
        return stepUp.fresh(login.session()) ? "redirect:" + Answers.next(next) : form(Form.empty(), next, model);
    }

    @PostMapping("/step-up")
    String prove(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty();
        String on = codes.after(stepUp.verify(login, code, origin), form, "account.otp.wrong", Answers.next(next), page, request,
                response);
        return on == null ? form(form, next, model) : on;
    }

    private static String form(Form form, String next, Model model) {
        model.addAttribute("form", form).addAttribute("next", Answers.next(next));
        return "account/stepUp";
    }
}
