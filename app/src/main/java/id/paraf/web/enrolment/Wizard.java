package id.paraf.web.enrolment;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import id.paraf.enrolment.Application;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.enrolment.DocumentPolicy;
import id.paraf.enrolment.Step;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** What the steps of "Permohonan Baru" have in common: a deep link leads to the furthest step that is open, never further. */
@Component
class Wizard {

    private final Applications applications;
    private final DocumentPolicy policy;

    Wizard(Applications applications, DocumentPolicy policy) {
        this.applications = applications;
        this.policy = policy;
    }

    /** The steps there are: without documents, if the operator asks for none. */
    List<Step> steps() {
        return Arrays.stream(Step.values()).filter(step -> step != Step.DOCUMENTS || !policy.asked().isEmpty()).toList();
    }

    /** The steps of one application. */
    private List<Step> steps(Application application) {
        return application.correction() ? Step.of(application.kind()) : steps();
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
        model.addAttribute("steps", labels(application, page));
        model.addAttribute("current", steps(application).indexOf(step) + 1);
        model.addAttribute("asked", policy.asked(application));
        return "enrolment/" + step.path();
    }

    /** Where to go after a step; a refused step is handled by its own page before. */
    String after(ApplyOutcome outcome, UUID id, Step next) {
        return switch (outcome) {
            case ApplyOutcome.Done done -> to(id, next);
            case ApplyOutcome.StepMissing missing -> to(id, missing.furthest());
            case ApplyOutcome.NotOpen no -> "redirect:/applications/" + id;
            case ApplyOutcome.DocumentsMissing missing -> to(id, Step.DOCUMENTS);
            case ApplyOutcome.AgreementChanged changed -> to(id, Step.AGREEMENT);
            case ApplyOutcome.InstitutionStopped stopped -> throw new Problem(409, "institutionStopped");
            default -> throw new Problem(409, "conflict");
        };
    }

    private List<String> labels(Application application, Page page) {
        String of = application.correction() ? "enrolment.correction.step." : "enrolment.step.";
        return steps(application).stream().map(step -> page.t(of + step)).toList();
    }
}
