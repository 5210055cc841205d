package id.paraf.web.esign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.esign.Client;
import id.paraf.esign.OpenPermission;
import id.paraf.esign.OpenPermission.Outcome;
import id.paraf.esign.Permission;
import id.paraf.esign.Permissions;
import id.paraf.esign.Span;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.CodeSlot;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.certificate.FrozenKeys;
import id.paraf.web.passphrase.Answers;
import id.paraf.web.security.FreshTotp;

/** "Izin tanda tangan": codes that the viewer gives to applications in place of the passphrase, each shown once. */
@Controller
class PermissionPages {

    private static final String PATH = "/permissions";

    private final OpenPermission open;
    private final Permissions permissions;
    private final FrozenKeys frozen;

    PermissionPages(OpenPermission open, Permissions permissions, FrozenKeys frozen) {
        this.open = open;
        this.permissions = permissions;
        this.frozen = frozen;
    }

    @GetMapping(PATH)
    String list(Viewer viewer, Page page, Model model) {
        var all = permissions.of(viewer.account());
        model.addAttribute("open", all.stream().filter(Permission::open).toList())
                .addAttribute("past", all.stream().filter(one -> !one.open()).limit(50).toList())
                .addAttribute("wanted", permissions.wanted(viewer.account()));
        return "esign/permissions";
    }

    /** A code opens the key for a program, so the form needs what a trial signature needs; and a stolen session spends no attempts (RP-27). */
    @FreshTotp
    @GetMapping(PATH + "/new")
    String fresh(@RequestParam(defaultValue = "") String application, @RequestParam(defaultValue = "") String files, Viewer viewer,
            Page page, Model model) {
        var choices = open.choices(viewer.account());
        var chosen = choices.size() == 1 ? choices.getFirst().id().toString() : application;
        return show(choices, Form.empty().with("application", chosen).with("files", number(files).map(String::valueOf).orElse(""))
                .with("span", Span.QUARTER.name()), viewer, page, model);
    }

    private String show(List<Client> choices, Form form, Viewer viewer, Page page, Model model) {
        var certificate = open.certificate(viewer.account());
        model.addAttribute("form", form).addAttribute("choices", choices).addAttribute("spans", spans(page))
                .addAttribute("certificate", certificate.orElse(null))
                .addAttribute("frozen", certificate.flatMap(frozen::of).orElse(null));
        return "esign/newPermission";
    }

    private static Map<String, String> spans(Page page) {
        var spans = new LinkedHashMap<String, String>();
        for (var span : Span.choices(page.now())) {
            spans.put(span.name(), page.t("esign.permission.span." + span, page.time(span.until(page.now()))));
        }
        return spans;
    }

    /** How many files; empty if that is no number of them. */
    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(digits -> digits.matches("0*[1-9][0-9]{0,2}")).map(Integer::valueOf)
                .filter(files -> files <= CodeSlot.MOST_FILES);
    }

    @FreshTotp
    @PostMapping(PATH)
    String open(@RequestParam(defaultValue = "") String application, @RequestParam(defaultValue = "") String files,
            @RequestParam(defaultValue = "") String span, @RequestParam(defaultValue = "") String passphrase, Viewer viewer,
            Page page,
            Model model, Origin origin) {
        var choices = open.choices(viewer.account());
        var form = Form.empty().with("application", application).with("files", files).with("span", span);
        var client = choices.stream().filter(one -> one.id().toString().equals(application)).findFirst().orElse(null);
        var chosen = Span.choices(page.now()).stream().filter(one -> one.name().equals(span)).findFirst().orElse(null);
        int most = number(files).orElse(0);
        if (client == null) {
            form.error("application", "esign.permission.application.missing");
        }
        if (most == 0) {
            form.error("files", "esign.permission.files.wrong", CodeSlot.MOST_FILES);
        }
        if (chosen == null) {
            form.error("span", "esign.permission.span.missing");
        }
        if (passphrase.isEmpty()) {
            form.error("passphrase", "signing.sign.passphrase.missing");
        }
        if (client == null || chosen == null || !form.ok()) {
            page.refused();
            return show(choices, form, viewer, page, model);
        }
        return switch (open.open(viewer.account(), client.id(), most, chosen, SecretText.of(passphrase), origin)) {
            case Outcome.Opened(var permission, var code) -> {
                model.addAttribute("permission", permission).addAttribute("code", code.reveal());
                yield "esign/permissionCode";
            }
            case Outcome.Refused(var refusal) -> {
                Answers.refused(form, "passphrase", refusal, page);
                page.refused();
                yield show(choices, form, viewer, page, model);
            }
            case Outcome.NoApplication gone -> {
                form.error("application", "esign.permission.application.missing");
                page.refused();
                yield show(open.choices(viewer.account()), form, viewer, page, model);
            }
            case Outcome.NoCertificate over -> throw new Problem(409, "certificateOver").leadingTo("/certificates");
            case Outcome.InstitutionStopped stopped -> throw new Problem(409, "institutionStopped");
        };
    }

    @GetMapping(PATH + "/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var permission = permissions.one(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        model.addAttribute("permission", permission).addAttribute("files", permissions.files(permission));
        return "esign/permission";
    }

    @PostMapping(PATH + "/{id}/end")
    String end(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        permissions.one(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
        page.toast(permissions.end(viewer.account(), id, origin) ? "esign.permission.ended" : "esign.permission.over");
        return "redirect:" + PATH;
    }
}
