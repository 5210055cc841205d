package id.paraf.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Set;

import id.paraf.account.Invitations;
import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Outcome;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;

/**
 * {@code invite <username> --name= --email= --institution= --unit= [--role=] [--phone=] [--language=id|en]}: whoever no officer can
 * invite, the first officer of an institution above all. Prints the one-time link, too, because mail may not be set up yet.
 */
public final class InviteCommand {

    private InviteCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("invite");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        return knows(arguments) && arguments.length > 1 && !arguments[1].startsWith("--") && !roles(arguments).isEmpty();
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: invite <username> --name=<name> --email=<address> --institution=<institution> --unit=<unit>\n"
                + "       [--role=" + RoleNames.ALL + "] [--phone=<number>] [--language=id|en]\n"
                + "Several roles are separated by commas. An institution may also be named by its code.");
        return 2;
    }

    /** Invites and returns the exit code: 0 invited, 1 not, with the reasons on {@code out}. */
    public static int run(PrintStream out, InviteMembers invite, String origin, String... arguments) {
        var typed = new Typed(arguments[1], option("name", arguments), option("email", arguments), option("phone", arguments),
                option("unit", arguments), option("language", arguments));
        return switch (invite.inviteByOperator(option("institution", arguments), roles(arguments), typed,
                Origin.SYSTEM)) {
            case Outcome.Invited(var invitation) -> {
                for (var made : Invitations.Made.values()) {
                    if (invitation.made().contains(made)) {
                        out.println(switch (made) {
                            case INSTITUTION -> "The institution is new: " + option("institution", arguments);
                            case UNIT -> "The unit is new: " + option("unit", arguments);
                        });
                    }
                }
                out.println("Invited. The link works once, for three days, and for whoever has it:\n" + origin + invitation.path());
                yield 0;
            }
            case Outcome.Flawed(var flaws) -> {
                out.println(
                        "Nobody was invited: " + String.join(" ", flaws.stream().sorted().map(InviteCommand::sentence).toList()));
                yield 1;
            }
            case Outcome.NotAllowed no -> throw new IllegalStateException("The operator needs no role");
        };
    }

    private static String sentence(InviteMembers.Flaw flaw) {
        return switch (flaw) {
            case USERNAME -> "A username has 3 to 64 letters, digits, dots, underscores or hyphens.";
            case USERNAME_TAKEN -> "The username is in use.";
            case NAME -> "--name has 2 to 100 characters.";
            case EMAIL -> "--email is no address.";
            case EMAIL_TAKEN -> "Another account uses the e-mail address.";
            case PHONE -> "--phone is no phone number.";
            case UNIT -> "--unit has 2 to 100 characters.";
            case UNIT_STOPPED -> "Nobody is invited into this unit any more.";
            case UNIT_UNKNOWN -> throw new IllegalStateException("The operator makes a unit that is not there");
            case INSTITUTION -> "--institution has 2 to 100 characters.";
            case INSTITUTION_STOPPED -> "Nobody is invited into this institution any more.";
            case ROLES -> RoleNames.SEPARATE;
        };
    }

    /** An officer unless others are asked for; none if one of them is unknown. */
    private static Set<Role> roles(String... arguments) {
        String typed = option("role", arguments);
        return typed.isEmpty() ? Set.of(Role.OFFICER) : RoleNames.read(typed);
    }

    private static String option(String name, String... arguments) {
        String start = "--" + name + "=";
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(start)).findFirst()
                .map(argument -> argument.substring(start.length())).orElse("");
    }
}
