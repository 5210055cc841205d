package id.paraf.enrolment;

import java.util.List;
import java.util.function.Predicate;

/** The applicant's steps in their order, each with what makes it done. A page opens only if all steps before it are done. */
public enum Step {
    /** Agreeing that data and photos are used for this. */
    CONSENT(application -> application.consentedAt() != null),
    /** Who the applicant is. What was kept for later and is not right yet comes first. */
    IDENTITY(application -> application.identity() != null && application.draft() == null),
    /** What the operator wants handed in: a letter, the identity card. */
    DOCUMENTS(application -> application.documentsMissing().isEmpty()),
    /** Three live photos, or an officer who looks instead. */
    PHOTOS(Application::photosDone),
    /** The agreement with owners of certificates. */
    AGREEMENT(application -> application.agreement() != null),
    /** The passphrase: the key is made and sealed under it at once, and only the sealed key is kept. */
    PASSPHRASE(application -> application.key() != null),
    /** Looking over everything and sending it. */
    CHECK(application -> !application.state().editable());

    /** The steps of a correction: what is to change, what shows it, and sending it. */
    private static final List<Step> OF_CORRECTIONS = List.of(IDENTITY, DOCUMENTS, CHECK);

    /** What an officer may ask to be corrected. Agreement and key are right or the application could not have been sent. */
    public static final List<Step> CORRECTABLE = List.of(IDENTITY, DOCUMENTS, PHOTOS);

    private final Predicate<Application> done;

    Step(Predicate<Application> done) {
        this.done = done;
    }

    /** The steps of such an application in their order. */
    public static List<Step> of(Application.Kind kind) {
        return kind == Application.Kind.CORRECTION ? OF_CORRECTIONS : List.of(values());
    }

    public boolean done(Application application) {
        return done.test(application) && !application.toCorrect().contains(this);
    }

    /**
     * Whether it may be changed now: of an application that was sent back, only what is to be corrected. What a correction is shown
     * with depends on what it says, so that both go together.
     */
    public boolean open(Application application) {
        return switch (application.state()) {
            case DRAFT -> reachable(application);
            case RETURNED -> reachable(application)
                    && (this == CHECK || application.returnedFor().contains(this) || application.correction() && this == DOCUMENTS);
            default -> false;
        };
    }

    /** Whether everything before this step is done. */
    public boolean reachable(Application application) {
        var steps = of(application.kind());
        return steps.contains(this)
                && steps.stream().filter(step -> step.ordinal() < ordinal()).allMatch(step -> step.done(application));
    }

    /** The first step that is not done; {@link #CHECK} at the latest. */
    public static Step furthest(Application application) {
        return of(application.kind()).stream().filter(step -> !step.done(application)).findFirst().orElse(CHECK);
    }

    /** As it stands in addresses. */
    public String path() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
