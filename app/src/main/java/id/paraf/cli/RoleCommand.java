package id.paraf.cli;

import java.io.PrintStream;
import java.util.Locale;

import id.paraf.account.Role;
import id.paraf.account.TrustedRoles;
import id.paraf.account.TrustedRoles.Outcome;
import id.paraf.kernel.Origin;

/**
 * {@code role list}, {@code role grant <username> <role>} and {@code role revoke <username> <role>}: no page gives or takes a role, so that
 * nobody gets one by taking over a session.
 */
public final class RoleCommand {

    private RoleCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("role");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        return knows(arguments) && switch (arguments.length > 1 ? arguments[1] : "") {
            case "list" -> true;
            case "grant", "revoke" -> arguments.length > 3 && RoleNames.read(arguments[3]).size() == 1;
            default -> false;
        };
    }

    /** How many of the arguments are the command's own; the others are for the application. */
    public static int own(String... arguments) {
        return arguments[1].equals("list") ? 2 : 4;
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: role list\n       role grant|revoke <username or e-mail address> " + RoleNames.ALL);
        return 2;
    }

    /** Does it and returns the exit code: 0 it is so now, 1 it is not, with the reason on {@code out}. */
    public static int run(PrintStream out, TrustedRoles roles, String... arguments) {
        if (arguments[1].equals("list")) {
            roles.holders().forEach(holder -> out.println(String.format(Locale.ROOT, "%-12s %-24s since %s, %s%s",
                    RoleNames.of(holder.role()), holder.account().username(), holder.since(), holder.account().institution(),
                    holder.account().disabledAt() == null ? "" : ", stopped")));
            return 0;
        }
        Role role = RoleNames.read(arguments[3]).iterator().next();
        return switch (arguments[1].equals("grant") ? roles.grant(arguments[2], role, Origin.SYSTEM)
                : roles.revoke(arguments[2], role, Origin.SYSTEM)) {
            case Outcome.Changed(var account) -> {
                out.println(account.username() + " is now: "
                        + String.join(", ", account.roles().stream().sorted().map(RoleNames::of).toList())
                        + ". Its sessions have ended, and its owner is told.");
                yield 0;
            }
            case Outcome.Unchanged same -> {
                out.println("It was so before.");
                yield 0;
            }
            case Outcome.NotThere no -> {
                out.println("Nobody logs in with " + arguments[2] + ".");
                yield 1;
            }
            case Outcome.NotTogether(var present) -> {
                out.println("Not given: " + RoleNames.SEPARATE + " Take away first: "
                        + String.join(", ", present.stream().filter(Role::trusted).map(RoleNames::of).toList()));
                yield 1;
            }
        };
    }
}
