package id.paraf.account;

import java.util.Set;
import java.util.stream.Collectors;

/** What an account may be. */
public enum Role {
    /** Owns certificates and keys. */
    SIGNER(false),
    /** Knows the people of an institution: invites them, and says of applicants that they are its people. */
    VERIFIKATOR(true),
    /** Decides applications and works cases (registration authority). */
    OFFICER(true),
    /** Runs the authority: its certificates, lists and logs. Decides about nobody. */
    CA_OPERATOR(true),
    /** Reads the audit trail, and changes nothing. */
    AUDITOR(true);

    private final boolean trusted;

    Role(boolean trusted) {
        this.trusted = trusted;
    }

    /** Whether others depend on how it is used: who has it is looked after, and only the command line gives it. */
    public boolean trusted() {
        return trusted;
    }

    /**
     * Whether one person may have all of these (OP-04, ETSI EN 319 401 §7.4: separation of duties): whoever vouches does not decide, whoever
     * decides does not run the authority, and whoever checks does neither. The table of accounts holds the same rule.
     */
    public static boolean together(Set<Role> roles) {
        return roles.stream().filter(Role::trusted).count() <= 1;
    }

    /** The names of roles in one order, for the trail. */
    static String written(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(" "));
    }
}
