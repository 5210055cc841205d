package id.paraf.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import id.paraf.account.Role;

/** Roles as they are typed: {@code officer}, {@code ca-operator}. */
final class RoleNames {

    static final String ALL = Arrays.stream(Role.values()).map(RoleNames::of).collect(Collectors.joining("|"));
    static final String SEPARATE = "One person has one of the trusted roles at most: who vouches does not decide, who decides does not run"
            + " the authority, and who checks does neither.";

    private RoleNames() {
    }

    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The roles between the commas; none if one of them is unknown. */
    static Set<Role> read(String typed) {
        var roles = EnumSet.noneOf(Role.class);
        for (String name : typed.split(",", -1)) {
            var role = Arrays.stream(Role.values()).filter(known -> of(known).equals(name.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
            if (role.isEmpty()) {
                return Set.of();
            }
            roles.add(role.get());
        }
        return roles;
    }
}
