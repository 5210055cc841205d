package id.paraf.web.operator;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.TrustedRoles;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditVerifier;
import id.paraf.audit.CheckTrail;
import id.paraf.certificate.AuthorityState;
import id.paraf.certificate.LintFindings;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.notice.Notices;
import id.paraf.transparency.PublicLog;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** How the authority is: certificates, lists, logs and messages; and who holds a trusted role. */
@Controller
class OperatorPages {

    private static final int LONGEST_LIST = 200;

    private final AuthorityState authority;
    private final PublicLog log;
    private final CheckTrail trail;
    private final Audit audit;
    private final Notices notices;
    private final TrustedRoles roles;
    private final LintFindings findings;

    OperatorPages(AuthorityState authority, PublicLog log, CheckTrail trail, Audit audit, Notices notices, TrustedRoles roles,
            LintFindings findings) {
        this.authority = authority;
        this.log = log;
        this.trail = trail;
        this.audit = audit;
        this.notices = notices;
        this.roles = roles;
        this.findings = findings;
    }

    @GetMapping("/operator")
    String state(Page page, Model model) {
        model.addAttribute("certificates", authority.certificates()).addAttribute("missing", authority.missing())
                .addAttribute("lists", authority.lists()).addAttribute("log", log.head())
                .addAttribute("logAlarm", audit.last("log.check-failed").orElse(null))
                .addAttribute("check", trail.last().orElse(null)).addAttribute("messages", notices.standing())
                .addAttribute("findings", findings.count());
        return "operator/state";
    }

    @GetMapping("/operator/lints")
    String lints(Page page, Model model) {
        model.addAttribute("findings", findings.list(LONGEST_LIST)).addAttribute("count", findings.count())
                .addAttribute("last", audit.last("register.linted").orElse(null));
        return "operator/lints";
    }

    @FreshTotp
    @PostMapping("/operator/lists")
    String publish(@RequestParam(defaultValue = "") String list, @RequestParam(defaultValue = "-1") int number, Viewer viewer,
            Page page, Origin origin) {
        boolean published = authority.publish(list, number, viewer.account(), origin)
                .orElseThrow(() -> new Problem(404, "notFound"));
        page.toast(published ? "operator.list.published" : "operator.list.newer", list);
        return "redirect:/operator";
    }

    @FreshTotp
    @PostMapping("/operator/trail")
    String check(Viewer viewer, Page page, Origin origin) {
        switch (trail.run(viewer.account(), origin)) {
            case AuditVerifier.Verdict.Intact intact -> page.toast("operator.trail.holds", intact.events());
            case AuditVerifier.Verdict.Broken broken -> {
                // The page itself says it, and goes on saying it.
            }
        }
        return "redirect:/operator";
    }

    @GetMapping("/operator/roles")
    String roles(Page page, Model model) {
        model.addAttribute("holders", roles.holders()).addAttribute("reviewed", audit.last("roles.reviewed").orElse(null));
        return "operator/roles";
    }

    @FreshTotp
    @PostMapping("/operator/roles")
    String reviewed(Viewer viewer, Page page, Origin origin) {
        if (!roles.reviewed(viewer.account(), origin)) {
            throw new Problem(403, "forbidden");
        }
        page.toast("operator.roles.reviewed");
        return "redirect:/operator/roles";
    }
}
