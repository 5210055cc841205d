package id.paraf.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * People who get an account: an officer or a verifikator invites signers into the own institution, one or a list of them; who runs
 * the machine invites anybody, the first officer above all. Each is mailed a one-time link; nobody ever gets a password (AU-15).
 */
@Component
public class InviteMembers {

    /** Longest list. */
    public static final int MOST = 500;
    private static final int LONGEST_BASE = 50;
    private static final int MOST_ALIKE = 9;

    private final Accounts accounts;
    private final Institutions institutions;
    private final Invitations invitations;
    private final Limits limits;

    InviteMembers(Accounts accounts, Institutions institutions, Invitations invitations, Limits limits) {
        this.accounts = accounts;
        this.institutions = institutions;
        this.invitations = invitations;
        this.limits = limits;
    }

    /**
     * Who is to be invited, as typed.
     *
     * @param phone may be empty; its owner proves it after the first login
     * @param language of the messages, {@code id} or {@code en}; anything else is {@code id}
     */
    public record Typed(String username, String name, String email, String phone, String unit, String language) {
    }

    /** What is wrong with it. */
    public enum Flaw {
        /** Not 3 to 64 letters, digits, dots, dashes and underscores. */
        USERNAME,
        /** Somebody logs in with it. */
        USERNAME_TAKEN,
        /** Empty, too long, or nothing that can be shown on one line. */
        NAME,
        /** Not an address. */
        EMAIL,
        /** Somebody logs in with it. */
        EMAIL_TAKEN,
        /** Not a phone number. */
        PHONE,
        /** Empty, too long, or nothing that can be shown on one line. */
        UNIT,
        /** The institution has no such unit; it is added before anybody is invited into it. */
        UNIT_UNKNOWN,
        /** Nobody is invited into it any more. */
        UNIT_STOPPED,
        /** Empty, too long, or nothing that can be shown on one line; only the operator names one. */
        INSTITUTION,
        /** Nobody is invited into it any more. */
        INSTITUTION_STOPPED,
        /** Roles that one person may not have together; only the operator names some. */
        ROLES
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** The account is there and the link is on its way. */
        record Invited(Invitations.Invitation invitation) implements Outcome {
        }

        /** Nothing was done. */
        record Flawed(Set<Flaw> flaws) implements Outcome {
        }

        /** Who asked may not. */
        record NotAllowed() implements Outcome {
        }
    }

    /** Invites a signer into the own institution of an officer or a verifikator, and into a unit that it has. */
    public Outcome invite(UUID who, Typed typed, Origin origin) {
        var inviter = inviter(who).orElse(null);
        if (inviter == null) {
            return new Outcome.NotAllowed();
        }
        var institution = inviter.works().institution();
        var flaws = flaws(typed);
        var unit = institutions.unit(institution, typed.unit());
        if (!institution.inUse()) {
            flaws.add(Flaw.INSTITUTION_STOPPED);
        } else if (unit.isEmpty()) {
            flaws.add(Line.of(typed.unit()).isEmpty() ? Flaw.UNIT : Flaw.UNIT_UNKNOWN);
        } else if (!unit.get().inUse()) {
            flaws.add(Flaw.UNIT_STOPPED);
        }
        return invite(institution.name(), unit.map(Unit::name).orElse(""), Set.of(Role.SIGNER), typed, flaws, who, Map.of(),
                origin);
    }

    /** The same for each of a list, each on its own: one that cannot be invited keeps nobody else out. */
    public List<Outcome> inviteAll(UUID who, List<Typed> list, Origin origin) {
        var outcomes = new ArrayList<Outcome>();
        for (var typed : list.subList(0, Math.min(list.size(), MOST))) {
            outcomes.add(invite(who, typed, origin));
        }
        return outcomes;
    }

    /**
     * Invites anybody anywhere, and makes the institution and the unit that are not there yet: for whoever runs the machine, never for a
     * page.
     *
     * @param institution its name, or the code of one that is there
     */
    public Outcome inviteByOperator(String institution, Set<Role> roles, Typed typed, Origin origin) {
        String name = institutions.named(institution).map(Institution::name).orElse(Line.of(institution));
        String unit = Line.of(typed.unit());
        var flaws = flaws(typed);
        if (!Line.readable(unit)) {
            flaws.add(Flaw.UNIT);
        }
        if (!Line.readable(name)) {
            flaws.add(Flaw.INSTITUTION);
        }
        if (institutions.named(institution).filter(found -> !found.inUse()).isPresent()) {
            flaws.add(Flaw.INSTITUTION_STOPPED);
        }
        if (!Role.together(roles)) {
            flaws.add(Flaw.ROLES);
        }
        return invite(name, unit, roles, typed, flaws, null, Map.of(), origin);
    }

    /**
     * Invites a signer for a program that an officer of the institution allowed to, into the unit that the officer chose. The user name
     * is made of the address; its owner reads it in the message.
     *
     * @param program what it is called, for the record
     */
    public Outcome inviteFor(String program, String institution, UUID unit, String name, String email, Origin origin) {
        var place = institutions.named(institution)
                .flatMap(found -> institutions.unitsOf(found).stream().filter(one -> one.id().equals(unit)).findFirst());
        if (place.isEmpty() || !place.get().institution().inUse()) {
            return new Outcome.NotAllowed();
        }
        if (!place.get().inUse()) {
            return new Outcome.Flawed(Set.of(Flaw.UNIT_STOPPED));
        }
        Outcome outcome = inviteFor(program, place.get(), freeName(email), name, email, origin);
        // Somebody was faster with the same name: nobody chose it, so another one is as good.
        return outcome.equals(new Outcome.Flawed(Set.of(Flaw.USERNAME_TAKEN)))
                ? inviteFor(program, place.get(), anyName(email), name, email, origin)
                : outcome;
    }

    private Outcome inviteFor(String program, Unit unit, String username, String name, String email, Origin origin) {
        return invite(unit.institution().name(), unit.name(), Set.of(Role.SIGNER),
                new Typed(username, name, email, "", unit.name(), "id"), flaws(name, email), null, Map.of("application", program),
                origin);
    }

    /** What is wrong with a name and an address, whoever they belong to. */
    public static Set<Flaw> flaws(String name, String email) {
        return flaws(new Typed("nobody", name, email, "", "", "id"));
    }

    /** The first part of the address, or with a number behind it. */
    private String freeName(String email) {
        String base = base(email);
        return IntStream.rangeClosed(1, MOST_ALIKE).mapToObj(i -> i == 1 ? base : base + "-" + i)
                .filter(one -> accounts.byLogin(one).isEmpty()).findFirst().orElseGet(() -> anyName(email));
    }

    private static String anyName(String email) {
        return base(email) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String base(String email) {
        int at = email.indexOf('@');
        String plain = (at < 0 ? email : email.substring(0, at)).strip().replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.substring(0, Math.min(LONGEST_BASE, plain.length())) + (plain.length() < 3 ? "-paraf" : "");
    }

    /** What became of inviting somebody again. */
    public sealed interface Again {
        /** A new link is on its way, and the old one is dead. */
        record Sent() implements Again {
        }

        /** There is nobody of the own institution who was invited and has not come. */
        record NotThere() implements Again {
        }

        /** Too many links to this person today. */
        record TooMany(Duration retryAfter) implements Again {
        }
    }

    /** Mails a new link to somebody of the own institution who has not come yet; the old one dies. */
    public Again again(UUID who, UUID account, Origin origin) {
        boolean there = inviter(who).filter(inviter -> inviter.works().institution().inUse())
                .flatMap(inviter -> accounts.find(account).filter(inviter::sameInstitution))
                .filter(found -> found.disabledAt() == null && !found.claimed()).isPresent();
        if (!there) {
            return new Again.NotThere();
        }
        if (limits.take(Limit.INVITATION_AGAIN_PER_ACCOUNT, account.toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            return new Again.TooMany(retryAfter);
        }
        return invitations.renew(account, who, origin).<Again>map(renewed -> new Again.Sent()).orElseGet(Again.NotThere::new);
    }

    private Optional<Account> inviter(UUID who) {
        return accounts.holder(who, Role.OFFICER, Role.VERIFIKATOR);
    }

    private Outcome invite(String institution, String unit, Set<Role> roles, Typed typed, Set<Flaw> flaws, @Nullable UUID by,
            Map<String, String> facts, Origin origin) {
        var email = EmailAddress.parse(typed.email());
        String username = typed.username().strip();
        if (flaws.isEmpty()) {
            try {
                return new Outcome.Invited(invitations.invite(new Invitations.Person(username, Line.of(typed.name()), institution,
                        unit, roles, email.orElseThrow(), PhoneNumber.parse(typed.phone()).orElse(null),
                        typed.language().equals("en") ? "en" : "id"), by, facts, origin));
            } catch (DuplicateKeyException taken) {
                // Somebody has the user name or the address, or was faster; which of the two it is, is looked at below.
            }
        }
        if (accounts.byLogin(username).isPresent()) {
            flaws.add(Flaw.USERNAME_TAKEN);
        }
        if (email.flatMap(accounts::byLogin).isPresent()) {
            flaws.add(Flaw.EMAIL_TAKEN);
        }
        return new Outcome.Flawed(Set.copyOf(flaws));
    }

    /** What is wrong with the person, wherever the invitation is to. */
    private static Set<Flaw> flaws(Typed typed) {
        var flaws = EnumSet.noneOf(Flaw.class);
        if (!Invitations.USERNAME.matcher(typed.username().strip()).matches()) {
            flaws.add(Flaw.USERNAME);
        }
        if (!Line.readable(Line.of(typed.name()))) {
            flaws.add(Flaw.NAME);
        }
        if (EmailAddress.parse(typed.email()).isEmpty()) {
            flaws.add(Flaw.EMAIL);
        }
        if (!typed.phone().isBlank() && PhoneNumber.parse(typed.phone()).isEmpty()) {
            flaws.add(Flaw.PHONE);
        }
        return flaws;
    }
}
