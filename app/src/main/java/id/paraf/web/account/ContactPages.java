package id.paraf.web.account;

import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.ChangeContact;
import id.paraf.account.Contacts.Kind;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.FreshTotp;

/** Pengaturan: phone number and e-mail address, proven by a code. */
@Controller
class ContactPages {

    private final ChangeContact changeContact;

    ContactPages(ChangeContact changeContact) {
        this.changeContact = changeContact;
    }

    @FreshTotp
    @GetMapping("/settings/{kind:phone|email}")
    String contact(Page page, Sessions.Login login, @PathVariable String kind,
            @RequestParam(defaultValue = "/settings") String next,
            Model model) {
        String phone = login.account().phone();
        String present = kind(kind) == Kind.EMAIL ? login.account().email() : phone == null ? null : page.phone(phone);
        return contactForm(kind, next, login, Form.empty().with("value", present), model);
    }

    @FreshTotp
    @PostMapping("/settings/{kind:phone|email}")
    String request(Page page, Sessions.Login login, @PathVariable String kind, @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "/settings") String next, Origin origin, HttpServletResponse response, Model model) {
        var form = Form.empty().with("value", value);
        switch (changeContact.request(login, kind(kind), value, origin)) {
            case ChangeContact.Requested.Sent sent -> {
                return "redirect:" + LoginPages.with("/settings/" + kind + "/code", next);
            }
            case ChangeContact.Requested.NotAnAddress not -> Answers.wrong(page, form, "value", "account." + kind + ".invalid");
            case ChangeContact.Requested.Wait(var retryAfter) -> Answers.wait(response, form, "value", retryAfter);
            case ChangeContact.Requested.NotFresh not -> {
                return "redirect:" + LoginPages.with("/step-up", "/settings/" + kind);
            }
        }
        return contactForm(kind, next, login, form, model);
    }

    private static String contactForm(String kind, String next, Sessions.Login login, Form form, Model model) {
        boolean verified = kind(kind) == Kind.PHONE ? login.account().phoneVerified() : login.account().emailVerifiedAt() != null;
        model.addAttribute("form", form).addAttribute("kind", kind).addAttribute("next", Answers.next(next))
                .addAttribute("verified", verified);
        return "account/contact";
    }

    @GetMapping("/settings/{kind:phone|email}/code")
    String code(Page page, Sessions.Login login, @PathVariable String kind, @RequestParam(defaultValue = "/settings") String next,
            Model model) {
        return codeForm(kind, next, login, Form.empty(), model);
    }

    @PostMapping("/settings/{kind:phone|email}/code")
    String confirm(Page page, Sessions.Login login, @PathVariable String kind, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/settings") String next, Origin origin, Model model) {
        var form = Form.empty();
        switch (changeContact.confirm(login, kind(kind), code, origin)) {
            case ChangeContact.Confirmed.Done done -> {
                page.toast("account." + kind + ".saved");
                return "redirect:" + Answers.next(next);
            }
            case ChangeContact.Confirmed.Wrong(int left) -> Answers.wrong(page, form, "code", "account.contact.codeWrong", left);
            case ChangeContact.Confirmed.NoCode none -> Answers.wrong(page, form, "code", "account.contact.codeShape");
            case ChangeContact.Confirmed.Gone gone -> {
                Answers.wrong(page, form.with("value", ""), "value", "account.contact.gone");
                return contactForm(kind, next, login, form, model);
            }
            case ChangeContact.Confirmed.Taken taken -> {
                Answers.wrong(page, form, "value", "account." + kind + ".taken");
                return contactForm(kind, next, login, form, model);
            }
        }
        return codeForm(kind, next, login, form, model);
    }

    private String codeForm(String kind, String next, Sessions.Login login, Form form, Model model) {
        var waiting = changeContact.waiting(login.account().id(), kind(kind));
        if (waiting.isEmpty()) {
            return "redirect:" + LoginPages.with("/settings/" + kind, next);
        }
        model.addAttribute("form", form).addAttribute("kind", kind).addAttribute("next", Answers.next(next))
                .addAttribute("to", waiting.get());
        return "account/contactCode";
    }

    private static Kind kind(String path) {
        return Kind.valueOf(path.toUpperCase(Locale.ROOT));
    }
}
