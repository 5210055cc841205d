package id.paraf.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;

/**
 * The verifikator's word: whether an applicant is a person of the institution, with this position and in this unit. The officer decides, and
 * sees it; where the policy wants it, nothing is approved without it, unless the institution has no verifikator who could give it.
 */
@Component
public class Vouch {

    private final VouchRows said;
    private final ApplicationRows rows;
    private final Accounts accounts;
    private final Corrected corrected;
    private final OfficerSettings settings;
    private final Audit audit;
    private final Clock clock;

    Vouch(VouchRows said, ApplicationRows rows, Accounts accounts, Corrected corrected, OfficerSettings settings, Audit audit,
            Clock clock) {
        this.said = said;
        this.rows = rows;
        this.accounts = accounts;
        this.corrected = corrected;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param note why not; null for a confirmation */
    public record Said(UUID verifikator, boolean confirmed, @Nullable String note, Instant at) {
    }

    /**
     * An application and who sent it, as a verifikator sees it: no number of an identity card, and no photo.
     *
     * @param correction what a correction is about, or null
     */
    public record Asked(Application application, Account applicant, @Nullable Correction correction) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Done() implements Outcome {
        }

        /** There is no such application for this account, or it is its own. */
        record NotThere() implements Outcome {
        }

        /** Somebody said something before, or it is decided. */
        record Over() implements Outcome {
        }

        /** A no without a reason helps nobody. */
        record NoteMissing() implements Outcome {
        }
    }

    /** What waits for a word of this verifikator, the oldest first. */
    public List<Asked> waiting(UUID verifikator) {
        return verifikator(verifikator).map(who -> said.waiting(who.institution(), who.id()).stream()
                .map(application -> new Asked(application, accounts.get(application.account()), null))
                .filter(asked -> asked.applicant().sameInstitution(who)).toList()).orElse(List.of());
    }

    /** One that waits. */
    public Optional<Asked> asked(UUID verifikator, UUID id) {
        return verifikator(verifikator).flatMap(who -> rows.find(id).flatMap(found -> asked(who, found)));
    }

    @Transactional
    public Outcome confirm(UUID verifikator, UUID id, Origin origin) {
        return say(verifikator, id, null, origin);
    }

    /** @param reason what is not so, for the officer */
    @Transactional
    public Outcome deny(UUID verifikator, UUID id, String reason, Origin origin) {
        return Explanation.of(reason).map(explained -> say(verifikator, id, explained.text(), origin))
                .orElseGet(Outcome.NoteMissing::new);
    }

    private Outcome say(UUID verifikator, UUID id, @Nullable String note, Origin origin) {
        var who = verifikator(verifikator).orElse(null);
        var application = who == null ? null : rows.lock(id).filter(found -> asked(who, found).isPresent()).orElse(null);
        if (application == null) {
            return new Outcome.NotThere();
        }
        if (!application.state().waits() || said(application).isPresent()) {
            return new Outcome.Over();
        }
        said.say(id, verifikator, note == null, note, clock.instant());
        audit.record(new AuditEvent(note == null ? "application.vouched" : "application.vouch-denied", application.account(),
                verifikator, "application:" + id, note == null ? Map.of() : Map.of("reason", note), origin));
        return new Outcome.Done();
    }

    /** What was said about an application as it was sent last. */
    public Optional<Said> said(Application application) {
        var sent = application.submittedAt();
        return sent == null ? Optional.empty() : said.find(application.id()).filter(word -> !word.at().isBefore(sent));
    }

    /** Whether an officer has to wait for a verifikator, or the verifikator said no. */
    public boolean missing(Application application) {
        return settings.institutionVerifies() && said(application).filter(Said::confirmed).isEmpty()
                && !accounts.holdersOf(accounts.get(application.account()).works().institution(), Role.VERIFIKATOR).isEmpty();
    }

    private Optional<Asked> asked(Account who, Application application, Account applicant) {
        return application.submittedAt() == null || applicant.id().equals(who.id()) || !applicant.sameInstitution(who)
                ? Optional.empty() : Optional.of(new Asked(application, applicant, corrected.about(application).orElse(null)));
    }

    private Optional<Asked> asked(Account who, Application application) {
        return asked(who, application, accounts.get(application.account()));
    }

    private Optional<Account> verifikator(UUID id) {
        return accounts.find(id).filter(found -> found.is(Role.VERIFIKATOR) && found.disabledAt() == null);
    }
}
