package id.paraf.web.officer;

import java.util.List;
import java.util.Set;

import id.paraf.account.InviteMembers.Flaw;
import id.paraf.account.InviteMembers.Typed;

/**
 * A line of a list of people and what became of it.
 *
 * @param number of the row in the spreadsheet, where the names of the columns are the first
 * @param flaws none if the person is invited
 */
public record InvitationLine(int number, Typed typed, Set<Flaw> flaws) {

    private static final Set<Flaw> ACCOUNT = Set.of(Flaw.USERNAME_TAKEN, Flaw.EMAIL_TAKEN);

    /** The person has an account already: there is nothing to correct. */
    public boolean known() {
        return flaws.equals(ACCOUNT);
    }

    /** The flaws in the order in which the form asks. */
    public List<Flaw> inOrder() {
        return flaws.stream().sorted().toList();
    }

    boolean toCorrect() {
        return !flaws.isEmpty() && !known();
    }
}
