package id.paraf.web.passphrase;

import java.time.Duration;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Session;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.notice.Delivery;
import id.paraf.notice.Notices;
import id.paraf.passphrase.Journey;
import id.paraf.passphrase.Journey.LinkChannel;
import id.paraf.passphrase.JourneyState;
import id.paraf.passphrase.ResetPassphrase;
import id.paraf.passphrase.StartOutcome;
import id.paraf.selfie.LinkState;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/**
 * The logged-in half of "Reset passphrase": one address per certificate, which shows the step the journey is at, whatever
 * tab, reload or back button asks.
 */
@Controller
class ResetPages {

    private final ResetPassphrase reset;
    private final Register register;
    private final Notices notices;

    ResetPages(ResetPassphrase reset, Register register, Notices notices) {
        this.reset = reset;
        this.register = register;
        this.notices = notices;
    }

    @GetMapping("/certificates/{id}/reset")
    String show(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var certificate = Answers.owned(register, viewer, new CertificateId(id)).id();
        // "Berhasil" stands as long as the journey would have: after that this address is the way to the next one.
        var journey = reset.current(viewer.account(), certificate)
                .filter(found -> found.state() != JourneyState.DONE || found.expiresAt().isAfter(page.now()));
        if (journey.filter(found -> found.state().open()).isEmpty()
                && reset.preview(viewer.account(), certificate).filter(ResetPassphrase.Preview::frozen).isPresent()) {
            // Said at once, and not after a code and a number.
            return form(viewer, certificate, Form.empty(), model);
        }
        if (journey.isEmpty()) {
            return "redirect:/certificates/" + id + "/reset/new";
        }
        return follow(journey.get(), Form.empty(), model);
    }

    /** The dialog "Verifikasi". */
    @GetMapping("/certificates/{id}/reset/new")
    @FreshTotp
    String form(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var certificate = Answers.usable(register, viewer, new CertificateId(id)).id();
        var open = reset.current(viewer.account(), certificate).filter(journey -> journey.state().open());
        return open.isPresent() ? "redirect:/certificates/" + id + "/reset" : form(viewer, certificate, Form.empty(), model);
    }

    @PostMapping("/certificates/{id}/reset")
    @FreshTotp
    String start(@PathVariable UUID id, @RequestParam(defaultValue = "") String phone, Viewer viewer, Session session, Page page,
            Origin origin, Model model, HttpServletResponse response) {
        var certificate = Answers.usable(register, viewer, new CertificateId(id)).id();
        var outcome = reset.start(viewer.account(), certificate, phone, session.id(), origin);
        var form = Form.empty().with("phone", phone);
        return refusal(outcome, "phone", form, response) ? form(viewer, certificate, form, model)
                : "redirect:/certificates/" + id + "/reset";
    }

    /** The part that moves; 204 while nothing on it has changed. */
    @GetMapping("/certificates/{id}/reset/live")
    String live(@PathVariable UUID id, @RequestParam(defaultValue = "") String stamp, Viewer viewer, Page page, Model model,
            HttpServletResponse response) {
        var journey = reset.current(viewer.account(), new CertificateId(id)).orElseThrow(() -> new Problem(404, "notFound"));
        var view = view(journey);
        if (view.stamp().equals(stamp)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return "passphrase/nothing";
        }
        model.addAttribute("view", view);
        return "passphrase/live";
    }

    @PostMapping("/certificates/{id}/reset/{journey}/resend")
    String resend(@PathVariable UUID id, @PathVariable UUID journey, @RequestParam(defaultValue = "whatsapp") String channel,
            Viewer viewer, Page page, Origin origin, Model model, HttpServletResponse response) {
        var found = journey(viewer, id, journey);
        var outcome = reset.resend(viewer.account(), found.id(), channel.equals("mail") ? LinkChannel.MAIL : LinkChannel.WHATSAPP,
                origin);
        var form = Form.empty();
        if (refusal(outcome, "", form, response)) {
            return follow(journey(viewer, id, journey), form, model);
        }
        page.toast(channel.equals("mail") ? "passphrase.reset.resent.mail" : "passphrase.reset.resent.whatsapp");
        return "redirect:/certificates/" + id + "/reset";
    }

    @PostMapping("/certificates/{id}/reset/{journey}/cancel")
    String cancel(@PathVariable UUID id, @PathVariable UUID journey, Viewer viewer, Origin origin) {
        if (!reset.cancel(viewer.account(), journey(viewer, id, journey).id(), origin)
                && journey(viewer, id, journey).state() != JourneyState.CANCELLED) {
            throw new Problem(409, "resetOver");
        }
        return "redirect:/certificates/" + id + "/reset";
    }

    @PostMapping("/certificates/{id}/reset/{journey}/officer")
    String officer(@PathVariable UUID id, @PathVariable UUID journey, Viewer viewer, Origin origin) {
        if (!reset.askOfficer(viewer.account(), journey(viewer, id, journey).id(), origin)
                && journey(viewer, id, journey).state() != JourneyState.OFFICER) {
            throw new Problem(409, "resetOver");
        }
        return "redirect:/certificates/" + id + "/reset";
    }

    private Journey journey(Viewer viewer, UUID certificate, UUID journey) {
        return reset.owned(viewer.account(), journey).filter(j -> j.certificate().value().equals(certificate))
                .orElseThrow(() -> new Problem(404, "notFound"));
    }

    private String form(Viewer viewer, CertificateId id, Form form, Model model) {
        model.addAttribute("preview", reset.preview(viewer.account(), id).orElseThrow(Answers::over));
        model.addAttribute("form", form);
        return "passphrase/reset";
    }

    private String follow(Journey journey, Form form, Model model) {
        model.addAttribute("view", view(journey));
        model.addAttribute("form", form);
        return "passphrase/follow";
    }

    private LiveView view(Journey journey) {
        LinkState link = reset.link(journey.id());
        var delivery = notices.delivery(journey.message());
        long resendIn = reset.untilResend(journey).toSeconds();
        var meeting = reset.meeting(journey.id());
        String stamp = String.join(".", journey.state().name(), link.getClass().getSimpleName(),
                delivery.map(d -> d.state().name()).orElse("-"), journey.message().toString().substring(0, 8),
                link instanceof LinkState.Waiting waiting ? String.valueOf(waiting.triesLeft()) : "-",
                String.valueOf(journey.attemptsLeft()), String.valueOf(resendIn > 0),
                meeting == null ? "-" : Long.toString(meeting.hashCode()));
        return new LiveView(journey.certificate(), journey, link, delivery.map(Delivery::hint).orElse(""),
                delivery.map(Delivery::state).orElse(null), resendIn, reset.mailSettlesAt(journey.account()),
                reset.seenByOfficer(journey.id()), reset.officerNote(journey.id()), meeting,
                register.find(journey.certificate()).filter(Certificate::usable).isPresent(), stamp);
    }

    /** Puts the reason why no link went out on the form; false if one did, or is on its way already. */
    private static boolean refusal(StartOutcome outcome, String field, Form form, HttpServletResponse response) {
        switch (outcome) {
            case StartOutcome.Sent sent -> {
                return false;
            }
            case StartOutcome.AlreadyOpen open -> {
                return false;
            }
            default -> response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        switch (outcome) {
            case StartOutcome.NotPossible gone -> throw Answers.over();
            case StartOutcome.NotANumber none -> form.error(field, "passphrase.reset.phone.invalid");
            case StartOutcome.OtherNumber(String ending) -> form.error(field, "passphrase.reset.phone.other", ending);
            case StartOutcome.NoVerifiedNumber none -> form.error(field, "passphrase.reset.phone.unverified");
            case StartOutcome.Frozen frozen -> form.error(field, "passphrase.refused.frozen");
            case StartOutcome.NewMailbox(var until) -> form.error(field, "passphrase.reset.new-mailbox", until);
            case StartOutcome.TooMany(Duration pause) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
                form.error(field, "passphrase.reset.too-many", pause);
            }
            case StartOutcome.TooSoon(var from) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                form.error(field, "passphrase.reset.too-soon");
            }
            case StartOutcome.NotNow(var state) -> form.error(field, "passphrase.reset.not-now");
            default -> throw new IllegalStateException("Handled above");
        }
        return true;
    }
}
