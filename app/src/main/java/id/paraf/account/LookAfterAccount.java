package id.paraf.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;

/**
 * What an officer may do for the accounts of the own institution (SE-04, SE-05): see who is logged in where, end that, stop
 * an account and let it in again. Never passwords, codes or contacts, and never the own account.
 */
@Component
public class LookAfterAccount {

    private static final int LONGEST_LIST = 50;

    private final Accounts accounts;
    private final Sessions sessions;
    private final SecurityNotices notices;

    LookAfterAccount(Accounts accounts, Sessions sessions, SecurityNotices notices) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.notices = notices;
    }

    /** An account with its live sessions; {@code own} and {@code sameUnit} say what this officer leaves to others. */
    public record Person(Account account, List<Session> sessions, boolean own, boolean sameUnit) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It is so now, and its owner is told. */
        record Done() implements Outcome {
        }

        /** It was so before: nothing happened. */
        record Unchanged() implements Outcome {
        }

        /** There is no such account for this officer. */
        record NotThere() implements Outcome {
        }

        /** It is the officer's own, or, for letting somebody in again, from the officer's own unit (RA-01). */
        record NotYours() implements Outcome {
        }

        /** Nobody is shut out without a reason that can be read later. */
        record ReasonMissing() implements Outcome {
        }
    }

    /** Accounts of the officer's institution with such words in name, user name, e-mail address or unit. */
    public List<Account> find(UUID officer, String words) {
        return accounts.officer(officer).map(who -> accounts.ofInstitution(who.works().institution(), words, LONGEST_LIST))
                .orElse(List.of());
    }

    /** One account of the officer's institution. */
    public Optional<Person> person(UUID officer, UUID id) {
        return accounts.officer(officer).flatMap(who -> accounts.find(id)
                .filter(who::sameInstitution)
                .map(found -> new Person(found, sessions.of(found), found.id().equals(who.id()), who.sameUnit(found))));
    }

    /** Logs somebody out everywhere. */
    @Transactional
    public Outcome endSessions(UUID officer, UUID id, Origin origin) {
        var refused = refusal(officer, id, false);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (sessions.endAll(id, null, officer, origin) == 0) {
            return new Outcome.Unchanged();
        }
        notices.tellOfOfficer(id, "sessions-ended", "account:" + id);
        return new Outcome.Done();
    }

    /** Stops an account; what is logged in ends at once. */
    @Transactional
    public Outcome disable(UUID officer, UUID id, String reason, Origin origin) {
        var refused = refusal(officer, id, false);
        if (refused.isPresent()) {
            return refused.get();
        }
        return Explanation.of(reason)
                .<Outcome>map(
                        said -> accounts.disable(id, officer, said.text(), origin) ? new Outcome.Done() : new Outcome.Unchanged())
                .orElseGet(Outcome.ReasonMissing::new);
    }

    /** Lets a stopped account log in again. */
    @Transactional
    public Outcome enable(UUID officer, UUID id, Origin origin) {
        var refused = refusal(officer, id, true);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!accounts.enable(id, officer, origin)) {
            return new Outcome.Unchanged();
        }
        notices.tellOfOfficer(id, "account-enabled", "account:" + id);
        return new Outcome.Done();
    }

    /** Protecting somebody is anybody's in the institution; opening a door again is not one's own unit's. */
    private Optional<Outcome> refusal(UUID officer, UUID id, boolean opens) {
        var person = person(officer, id).orElse(null);
        if (person == null) {
            return Optional.of(new Outcome.NotThere());
        }
        return person.own() || opens && person.sameUnit() ? Optional.of(new Outcome.NotYours()) : Optional.empty();
    }
}
