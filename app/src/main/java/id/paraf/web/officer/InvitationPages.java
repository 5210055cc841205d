package id.paraf.web.officer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Flaw;
import id.paraf.account.InviteMembers.Outcome;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.account.LookAfterUnits;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** "Undang penanda tangan": one person by a form, or hundreds by a list with a word about each line. */
@Controller
class InvitationPages {

    /** Longest list in bytes: five hundred lines of five hundred. */
    private static final int LONGEST = 256 * 1024;

    private final InviteMembers invite;
    private final LookAfterUnits units;

    InvitationPages(InviteMembers invite, LookAfterUnits units) {
        this.invite = invite;
        this.units = units;
    }

    @FreshTotp
    @GetMapping("/institution/invitations")
    String form(Viewer viewer, Page page, Model model) {
        return form(Form.empty().with("language", "id"), viewer, model);
    }

    private String form(Form form, Viewer viewer, Model model) {
        model.addAttribute("form", form).addAttribute("units", units.inUse(viewer.account()))
                .addAttribute("header", InvitationList.header()).addAttribute("most", InviteMembers.MOST);
        return "officer/invite";
    }

    @FreshTotp
    @PostMapping("/institution/invitations")
    String one(@RequestParam(defaultValue = "") String username, @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String language, Viewer viewer,
            Page page,
            Model model, Origin origin) {
        var typed = new Typed(username, name, email, phone, unit, language);
        return switch (invite.invite(viewer.account(), typed, origin)) {
            case Outcome.Invited(var invitation) -> {
                page.toast("officer.invite.done", name.strip());
                yield viewer.is("OFFICER") ? "redirect:/officer/accounts/" + invitation.account()
                        : "redirect:/institution/invitations";
            }
            case Outcome.Flawed(var flaws) -> {
                var form = Form.empty().with("username", username).with("name", name).with("email", email).with("phone", phone)
                        .with("unit", unit).with("language", language);
                // In the order of the form, whatever the order of the set.
                for (Flaw flaw : Flaw.values()) {
                    if (flaws.contains(flaw)) {
                        form.error(field(flaw), "officer.invite.flaw." + flaw);
                    }
                }
                page.refused();
                yield form(form, viewer, model);
            }
            case Outcome.NotAllowed no -> throw new Problem(403, "forbidden");
        };
    }

    @FreshTotp
    @PostMapping("/institution/invitations/list")
    String list(@RequestParam(required = false) @Nullable MultipartFile file, @RequestParam(defaultValue = "") String lines,
            Viewer viewer, Page page, Model model, Origin origin) throws IOException {
        var form = Form.empty().with("language", "id").with("lines", lines);
        // A form without a chosen file sends an empty one.
        byte[] sent = file == null ? new byte[0] : file.getBytes();
        String at = sent.length > 0 ? "file" : "lines";
        if (Math.max(sent.length, lines.length()) > LONGEST) {
            form.error(at, "officer.invite.list.tooLarge");
        } else {
            String list = sent.length > 0 ? InvitationList.text(sent) : lines;
            switch (InvitationList.read(list)) {
                case InvitationList.Read.People(var people) -> {
                    var typed = people.stream().map(InvitationList.Person::typed).toList();
                    return results(people, invite.inviteAll(viewer.account(), typed, origin), model);
                }
                case InvitationList.Read.Columns columns -> {
                    // The names are corrected here, without going back to the spreadsheet.
                    form.with("lines", list).error("lines", columns(columns), String.join(", ", columns.missing()),
                            String.join(", ", columns.unknown()), String.join(", ", columns.twice()),
                            String.join(", ", InvitationList.known()));
                }
                case InvitationList.Read.Empty empty -> form.error(at, "officer.invite.list.empty");
                case InvitationList.Read.TooMany many -> form.error(at, "officer.invite.list.tooMany", InviteMembers.MOST);
                case InvitationList.Read.NoText workbook -> form.error(at, "officer.invite.list.workbook");
                case InvitationList.Read.Broken broken -> form.error(at, "officer.invite.list.broken");
            }
        }
        page.refused();
        return form(form, viewer, model);
    }

    private static String columns(InvitationList.Read.Columns columns) {
        if (columns.unknown().isEmpty()) {
            return columns.missing().isEmpty() ? "officer.invite.list.twice" : "officer.invite.list.columns";
        }
        return columns.missing().isEmpty() ? "officer.invite.list.unknown" : "officer.invite.list.unfit";
    }

    private static String results(List<InvitationList.Person> people, List<Outcome> outcomes, Model model) {
        var lines = new ArrayList<InvitationLine>();
        for (int i = 0; i < people.size(); i++) {
            lines.add(new InvitationLine(people.get(i).row(), people.get(i).typed(), switch (outcomes.get(i)) {
                case Outcome.Invited invited -> Set.of();
                case Outcome.Flawed(var flaws) -> flaws;
                case Outcome.NotAllowed no -> throw new Problem(403, "forbidden");
            }));
        }
        var left = lines.stream().filter(InvitationLine::toCorrect).map(InvitationLine::typed).toList();
        model.addAttribute("lines", lines).addAttribute("form",
                Form.empty().with("lines", left.isEmpty() ? "" : InvitationList.write(left)));
        return "officer/invited";
    }

    @FreshTotp
    @PostMapping("/officer/accounts/{id}/invite-again")
    String again(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        switch (invite.again(viewer.account(), id, origin)) {
            case InviteMembers.Again.Sent sent -> page.toast("officer.invite.again.done");
            case InviteMembers.Again.NotThere no -> throw new Problem(404, "notFound");
            case InviteMembers.Again.TooMany(var retryAfter) -> throw new Problem(429, "tooMany", retryAfter);
        }
        return "redirect:/officer/accounts/" + id;
    }

    private static String field(Flaw flaw) {
        return switch (flaw) {
            case USERNAME, USERNAME_TAKEN -> "username";
            case NAME -> "name";
            case EMAIL, EMAIL_TAKEN -> "email";
            case PHONE -> "phone";
            case UNIT, UNIT_UNKNOWN, UNIT_STOPPED, INSTITUTION_STOPPED -> "unit";
            case INSTITUTION, ROLES -> "";
        };
    }
}
