package id.paraf.account;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;

/**
 * People who get an account: an officer invites signers into the own institution, one or a list of them; who runs the machine
 * invites anybody, the first officer above all. Each is mailed a one-time link; nobody ever gets a password (AU-15).
 */
@Component
public class InviteMembers {

    /** Longest list. */
    public static final int MOST = 500;

    // A line that people read: no controls, no marks of direction, nothing that opens a tag.
    private static final Pattern LINE = Pattern.compile("(?=.*\\p{L})[^\\p{Cc}\\p{Cf}<>]{2,100}");

    private final Accounts accounts;
    private final Invitations invitations;

    InviteMembers(Accounts accounts, Invitations invitations) {
        this.accounts = accounts;
        this.invitations = invitations;
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
        /** The same for an institution, which only the operator names. */
        INSTITUTION
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
        record NoOfficer() implements Outcome {
        }
    }

    /** Invites a signer into the officer's institution. */
    public Outcome invite(UUID officer, Typed typed, Origin origin) {
        return accounts.officer(officer).map(who -> invite(who.institution(), Set.of(Role.SIGNER), typed, who.id(), origin))
                .orElseGet(Outcome.NoOfficer::new);
    }

    /** The same for each of a list, each on its own: one that cannot be invited keeps nobody else out. */
    public List<Outcome> inviteAll(UUID officer, List<Typed> list, Origin origin) {
        var outcomes = new ArrayList<Outcome>();
        for (var typed : list.subList(0, Math.min(list.size(), MOST))) {
            outcomes.add(invite(officer, typed, origin));
        }
        return outcomes;
    }

    /** Invites anybody anywhere: for whoever runs the machine, never for a page. */
    public Outcome inviteByOperator(String institution, Set<Role> roles, Typed typed, Origin origin) {
        return invite(institution.strip(), roles, typed, null, origin);
    }

    /** Mails a new link to somebody of the officer's institution who has not come yet; the old one dies. False if there is nobody. */
    public boolean again(UUID officer, UUID account, Origin origin) {
        return accounts.officer(officer)
                .flatMap(who -> accounts.find(account).filter(found -> found.institution().equals(who.institution()))
                        .filter(found -> found.disabledAt() == null))
                .flatMap(found -> invitations.renew(account, officer, origin))
                .isPresent();
    }

    private Outcome invite(String institution, Set<Role> roles, Typed typed, @Nullable UUID by, Origin origin) {
        var phone = typed.phone().isBlank() ? Optional.<String>empty() : PhoneNumber.parse(typed.phone());
        var email = EmailAddress.parse(typed.email());
        String username = typed.username().strip();
        var flaws = flaws(institution, typed, username);
        if (email.isEmpty()) {
            flaws.add(Flaw.EMAIL);
        }
        if (phone.isEmpty() && !typed.phone().isBlank()) {
            flaws.add(Flaw.PHONE);
        }
        if (flaws.isEmpty()) {
            try {
                return new Outcome.Invited(invitations.invite(new Invitations.Person(username, line(typed.name()), institution,
                        line(typed.unit()), roles, email.orElseThrow(), phone.orElse(null),
                        typed.language().equals("en") ? "en" : "id"), by,
                        origin));
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

    private static Set<Flaw> flaws(String institution, Typed typed, String username) {
        var flaws = EnumSet.noneOf(Flaw.class);
        if (!Invitations.USERNAME.matcher(username).matches()) {
            flaws.add(Flaw.USERNAME);
        }
        if (!LINE.matcher(line(typed.name())).matches()) {
            flaws.add(Flaw.NAME);
        }
        if (!LINE.matcher(line(typed.unit())).matches()) {
            flaws.add(Flaw.UNIT);
        }
        if (!LINE.matcher(institution).matches()) {
            flaws.add(Flaw.INSTITUTION);
        }
        return flaws;
    }

    /** Spreadsheets bring spaces of many kinds. */
    private static String line(String text) {
        return text.strip().replaceAll("[\\s\\u00a0]+", " ");
    }
}
