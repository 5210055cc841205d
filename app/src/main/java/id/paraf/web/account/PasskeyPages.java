package id.paraf.web.account;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.DeviceName;
import id.paraf.account.Passkey;
import id.paraf.account.PasskeyRule;
import id.paraf.account.Passkeys;
import id.paraf.account.RegisterPasskey;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.security.FreshTotp;

/** Pengaturan: the passkeys of an account. */
@Controller
class PasskeyPages {

    private final Passkeys passkeys;
    private final RegisterPasskey register;
    private final PasskeyRule rule;
    private final Codes codes;

    PasskeyPages(Passkeys passkeys, RegisterPasskey register, PasskeyRule rule, Codes codes) {
        this.passkeys = passkeys;
        this.register = register;
        this.rule = rule;
        this.codes = codes;
    }

    @GetMapping("/settings/passkeys")
    String all(Page page, Sessions.Login login, Model model) {
        model.addAttribute("passkeys", passkeys.of(login.account().id())).addAttribute("only", login.account().needsPasskey());
        return "account/passkeys";
    }

    @FreshTotp
    @GetMapping("/settings/passkeys/new")
    String fresh(Page page, Sessions.Login login, @RequestParam(defaultValue = "/settings/passkeys") String next,
            @RequestParam(defaultValue = "") String offered, Origin origin, Model model) {
        return newForm(login, next, offered, Form.empty().with("name", DeviceName.of(origin.agent())), model);
    }

    @FreshTotp
    @PostMapping("/settings/passkeys/options")
    ResponseEntity<RegisterPasskey.Options> options(Sessions.Login login) {
        return ResponseEntity.ok(register.options(login));
    }

    @FreshTotp
    @PostMapping("/settings/passkeys/new")
    String add(Page page, Sessions.Login login, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String answer, @RequestParam(defaultValue = "/settings/passkeys") String next,
            @RequestParam(defaultValue = "") String offered, Origin origin, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        var form = Form.empty().with("name", name);
        if (codes.added(register.add(login, name, answer, origin), form, page, request, response)) {
            return "redirect:" + Answers.next(next);
        }
        return newForm(login, next, offered, form, model);
    }

    private String newForm(Sessions.Login login, String next, String offered, Form form, Model model) {
        boolean first = !rule.any(login.account().id());
        model.addAttribute("form", form).addAttribute("next", Answers.next(next)).addAttribute("officer",
                login.account().needsPasskey()).addAttribute("first", first && rule.required(login.account()))
                .addAttribute("offered", offered.equals("yes"));
        return "account/passkeyNew";
    }

    @GetMapping("/settings/passkeys/{passkey}")
    String one(Page page, Sessions.Login login, @PathVariable UUID passkey, Model model) {
        var found = found(login, passkey);
        return oneForm(found, Form.empty().with("name", found.name()), model);
    }

    @PostMapping("/settings/passkeys/{passkey}")
    String rename(Page page, Sessions.Login login, @PathVariable UUID passkey, @RequestParam(defaultValue = "") String name,
            Origin origin, Model model) {
        var form = Form.empty().with("name", name);
        switch (passkeys.rename(login.account().id(), passkey, name, origin)) {
            case RENAMED -> {
                page.toast("account.passkeys.renamed");
                return "redirect:/settings/passkeys";
            }
            case NOT_A_NAME -> Answers.wrong(page, form, "name", "account.passkeys.notAName", Passkey.LONGEST_NAME);
            case NOT_THERE -> throw new Problem(404, "notFound");
        }
        return oneForm(found(login, passkey), form, model);
    }

    @FreshTotp
    @GetMapping("/settings/passkeys/{passkey}/remove")
    String remove(Page page, Sessions.Login login, @PathVariable UUID passkey, Model model) {
        return removeForm(found(login, passkey), Form.empty(), model);
    }

    @FreshTotp
    @PostMapping("/settings/passkeys/{passkey}/remove")
    String removed(Page page, Sessions.Login login, @PathVariable UUID passkey, Origin origin, Model model) {
        return switch (passkeys.remove(login, passkey, origin)) {
            case REMOVED -> {
                page.toast("account.passkeys.removed");
                yield "redirect:/settings/passkeys";
            }
            case LAST -> {
                var form = Form.empty();
                Answers.wrong(page, form, "passkey", "account.passkeys.last");
                yield removeForm(found(login, passkey), form, model);
            }
            case NOT_THERE -> throw new Problem(404, "notFound");
        };
    }

    private Passkey found(Sessions.Login login, UUID passkey) {
        return passkeys.find(login.account().id(), passkey).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static String oneForm(Passkey passkey, Form form, Model model) {
        model.addAttribute("form", form).addAttribute("passkey", passkey);
        return "account/passkey";
    }

    private static String removeForm(Passkey passkey, Form form, Model model) {
        model.addAttribute("form", form).addAttribute("passkey", passkey);
        return "account/passkeyRemove";
    }
}
