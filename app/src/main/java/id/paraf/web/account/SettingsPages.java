package id.paraf.web.account;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.account.Passkeys;
import id.paraf.account.RecoveryCodes;
import id.paraf.account.Sessions;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.audit.Entry;
import id.paraf.kernel.Origin;
import id.paraf.transparency.LoggedActivity;
import id.paraf.web.Csv;
import id.paraf.web.EventNames;
import id.paraf.web.Page;

/** Pengaturan: the account at a glance, the language of its messages, its sessions and its activity. */
@Controller
class SettingsPages {

    private static final int PAGE = 25;
    private static final int MOST_LINES = 10_000;

    private final Accounts accounts;
    private final Sessions sessions;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final Audit audit;
    private final LoggedActivity logged;
    private final EventNames names;

    SettingsPages(Accounts accounts, Sessions sessions, RecoveryCodes recoveryCodes, Passkeys passkeys, Audit audit,
            LoggedActivity logged,
            EventNames names) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.audit = audit;
        this.logged = logged;
        this.names = names;
    }

    @GetMapping("/settings")
    String settings(Page page, Sessions.Login login, Model model) {
        model.addAttribute("account", login.account()).addAttribute("codes", recoveryCodes.left(login.account().id()))
                .addAttribute("sessions", sessions.of(login.account()).size())
                .addAttribute("passkeys", passkeys.of(login.account().id()).size());
        return "account/settings";
    }

    @PostMapping("/settings/language")
    String language(Page page, Sessions.Login login, @RequestParam String language, Origin origin) {
        if (language.equals("id") || language.equals("en")) {
            accounts.speak(login.account().id(), language, origin);
            page.toast("account.settings.saved");
        }
        return "redirect:/settings";
    }

    @GetMapping("/settings/sessions")
    String sessions(Page page, Sessions.Login login, Model model) {
        model.addAttribute("sessions", sessions.of(login.account())).addAttribute("own", login.session().id());
        return "account/sessions";
    }

    @PostMapping("/settings/sessions/{session}/end")
    String end(Page page, Sessions.Login login, @PathVariable UUID session, Origin origin) {
        // Bound to the owner: somebody else's session is simply not there.
        if (sessions.end(login.account().id(), session, login.account().id(), origin)) {
            page.toast("account.sessions.ended");
        }
        return "redirect:/settings/sessions";
    }

    @PostMapping("/settings/sessions/end-others")
    String endOthers(Page page, Sessions.Login login, Origin origin) {
        sessions.endAll(login.account().id(), login.session().id(), login.account().id(), origin);
        page.toast("account.sessions.othersEnded");
        return "redirect:/settings/sessions";
    }

    /** The same as a file for a spreadsheet: the newest events, with the address and what the browser called itself. */
    @GetMapping("/settings/activity/file")
    ResponseEntity<String> activityFile(Page page, Sessions.Login login) {
        // The mark at the beginning tells spreadsheets that this is UTF-8.
        var file = new StringBuilder("\uFEFF").append(Csv.line(page.t("account.activity.when"), page.t("account.activity.what"),
                page.t("account.activity.kind"), page.t("account.activity.address"), page.t("account.activity.agent")));
        for (var entry : audit.of(login.account().id(), 0, MOST_LINES)) {
            var event = entry.event();
            file.append(Csv.line(entry.at().toString(), name(event, page), event.type(), event.origin().address(),
                    event.origin().agent()));
        }
        return ResponseEntity.ok().contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paraf-activity.csv\"")
                .cacheControl(CacheControl.noStore()).body(file.toString());
    }

    private String name(AuditEvent event, Page page) {
        return names.of(event.type(), event.details(), page.locale());
    }

    @GetMapping("/settings/activity")
    String activity(Page page, Sessions.Login login, @RequestParam(defaultValue = "1") int number, Model model) {
        int shown = Math.clamp(number, 1, 10_000);
        var entries = audit.of(login.account().id(), shown - 1, PAGE + 1);
        var named = entries.stream().collect(Collectors.toMap(Entry::id, entry -> name(entry.event(), page)));
        model.addAttribute("entries", entries.stream().limit(PAGE).toList()).addAttribute("names", named)
                .addAttribute("logged", logged.numbers(entries)).addAttribute("number", shown)
                .addAttribute("more", entries.size() > PAGE);
        return "account/activity";
    }
}
