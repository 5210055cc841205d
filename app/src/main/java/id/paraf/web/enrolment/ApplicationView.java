package id.paraf.web.enrolment;

import java.time.Instant;
import java.util.Objects;

import id.paraf.enrolment.Application;
import id.paraf.enrolment.State;
import id.paraf.enrolment.Step;

/** An application as the pages show it. */
public record ApplicationView(Application application) {

    public String href() {
        return "/applications/" + application.id();
    }

    /** Where its next step is done. */
    public String resume() {
        return href() + "/" + Step.furthest(application).path();
    }

    /** How its state is called in the texts: an approval that got stuck is another thing than one on its way. */
    public String standing() {
        // That a second officer looks at it is the officers' business.
        return application.unissuable() != null ? "unissuable"
                : application.state() == State.CONFIRMING ? State.SUBMITTED.name() : application.state().name();
    }

    /** A kind of {@code ui.status}. */
    public String kind() {
        return switch (application.state()) {
            case DRAFT -> "quiet";
            case RETURNED -> "warn";
            case SUBMITTED, CONFIRMING, APPROVED -> "info";
            case ISSUED, CORRECTED -> "good";
            case REJECTED -> "bad";
            case WITHDRAWN, EXPIRED -> "quiet";
        };
    }

    /** Since when it has stood where it stands. */
    public Instant since() {
        var at = switch (application.state()) {
            case DRAFT, EXPIRED -> application.submittedAt() == null ? application.startedAt() : application.submittedAt();
            case WITHDRAWN -> application.changedAt();
            case SUBMITTED, CONFIRMING -> application.submittedAt();
            case RETURNED, APPROVED, ISSUED, CORRECTED, REJECTED -> application.decidedAt();
        };
        return Objects.requireNonNullElse(at, application.startedAt());
    }

    /** Whether the applicant has something to do. */
    public boolean editable() {
        return application.state().editable();
    }

    /** The text for going on: filling in or correcting. */
    public String resumeKey() {
        return returned() ? "enrolment.correct" : "enrolment.resume";
    }

    public boolean returned() {
        return application.state() == State.RETURNED;
    }

    /** The text that says what that means; a correction has neither photos nor a key that could be deleted. */
    public String plain() {
        if (application.state().waits() && application.unseen()) {
            return "enrolment.plain.person";
        }
        boolean own = switch (application.state()) {
            case CORRECTED, REJECTED, WITHDRAWN, EXPIRED -> application.correction();
            default -> false;
        };
        return (own ? "enrolment.correction.plain." : "enrolment.plain.") + standing();
    }

    public boolean withdrawn() {
        return application.state() == State.WITHDRAWN;
    }

    /** Whether an officer's decision stands at the end of its history. */
    public boolean decided() {
        return switch (application.state()) {
            case APPROVED, ISSUED, CORRECTED, REJECTED -> true;
            default -> false;
        };
    }

    public boolean withdrawable() {
        return application.state().next().contains(State.WITHDRAWN);
    }

    /** How many of the steps before sending are done. */
    public int stepsDone() {
        return Step.furthest(application).ordinal();
    }
}
