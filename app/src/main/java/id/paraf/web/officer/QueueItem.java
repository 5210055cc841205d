package id.paraf.web.officer;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import id.paraf.account.Account;
import id.paraf.enrolment.Application;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.enrolment.OfficerDesk;

/**
 * An application as the console shows it.
 *
 * @param first whether this officer approved it and another one has to, too
 * @param since when it was sent, or for what is decided, when that was
 * @param waiting how long ago that is
 * @param sla how long it may wait
 */
public record QueueItem(Application application, Account applicant, @Nullable Conflict conflict, boolean first, Instant since,
        Duration waiting, Duration sla) {

    static QueueItem of(OfficerDesk.Item item, Instant now, Duration sla) {
        var application = item.application();
        var since = Objects.requireNonNullElse(
                waits(application) || application.decidedAt() == null ? application.submittedAt() : application.decidedAt(),
                application.startedAt());
        return new QueueItem(application, item.applicant(), item.conflict(), item.first(), since, Duration.between(since, now),
                sla);
    }

    private static boolean waits(Application application) {
        return application.state().waits();
    }

    public String href() {
        return "/officer/applications/" + application.id();
    }

    public boolean decidable() {
        return conflict == null && waits();
    }

    /** Whether this officer may approve it now. */
    public boolean approvable() {
        return decidable() && !first;
    }

    /** Whether it may be decided together with others: what is corrected is looked at one by one. */
    public boolean choosable() {
        return approvable() && !application.correction();
    }

    /** Whether it waits for an officer. */
    public boolean waits() {
        return waits(application);
    }

    /** Whether it waits longer than it should. */
    public boolean late() {
        return waits() && waiting.compareTo(sla) > 0;
    }

    /** By how much. */
    public Duration over() {
        return waiting.minus(sla);
    }

    /** Whether it was approved and the authority cannot issue it. */
    public boolean unissuable() {
        return application.unissuable() != null;
    }

    public String name() {
        var identity = application.identity();
        return identity == null ? applicant.name() : identity.fullName();
    }

    /** Whether what the applicant typed is the name of the account: a difference is shown, and the officer judges. */
    public boolean sameName() {
        return name().equalsIgnoreCase(applicant.name());
    }
}
