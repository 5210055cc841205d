package id.paraf.web.enrolment;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import id.paraf.enrolment.Application;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What the steps of "Permohonan Baru" have in common: a deep link leads to the furthest step that is open, never further. */
@Component
class Wizard {

    private final Applications applications;

    Wizard(Applications applications) {
        this.applications = applications;
    }

    /** The address of a step. */
    static String to(UUID id, Step step) {
        return "redirect:/applications/" + id + "/" + step.path();
    }

    Application owned(Viewer viewer, UUID id) {
        return applications.ownedBy(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }

    /** The step's page, or the way to where the application stands. */
    String show(Application application, Step step, Form form, Page page, Model model) {
        if (!application.state().editable()) {
            return "redirect:/applications/" + application.id();
        }
        if (!step.open(application)) {
            return to(application.id(), Step.furthest(application));
        }
        model.addAttribute("application", application);
        model.addAttribute("form", form);
        model.addAttribute("steps", labels(page));
        model.addAttribute("current", step.ordinal() + 1);
        return "enrolment/" + step.path();
    }

    /** Where to go after a step; a refused step is handled by its own page before. */
    String after(ApplyOutcome outcome, UUID id, Step next) {
        return switch (outcome) {
            case ApplyOutcome.Done done -> to(id, next);
            case ApplyOutcome.StepMissing missing -> to(id, missing.furthest());
            case ApplyOutcome.NotOpen no -> "redirect:/applications/" + id;
            case ApplyOutcome.AgreementChanged changed -> to(id, Step.AGREEMENT);
            default -> throw new Problem(409, "conflict");
        };
    }

    private static List<String> labels(Page page) {
        return Arrays.stream(Step.values()).map(step -> page.t("enrolment.step." + step)).toList();
    }
}
