package id.paraf.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import id.paraf.account.InviteMembers;
import id.paraf.account.InviteMembers.Outcome;
import id.paraf.account.InviteMembers.Typed;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;

/**
 * {@code invite <username> --name= --email= --institution= --unit= [--role=officer|signer] [--phone=] [--language=id|en]}: the first
 * officer of an institution, whom no officer can invite. Prints the one-time link, too, because mail may not be set up yet.
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
        return knows(arguments) && arguments.length > 1 && !arguments[1].startsWith("--") && role(arguments).length() > 0;
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: invite <username> --name=<name> --email=<address> --institution=<institution> --unit=<unit>\n"
                + "       [--role=officer|signer] [--phone=<number>] [--language=id|en]");
        return 2;
    }

    /** Invites and returns the exit code: 0 invited, 1 not, with the reasons on {@code out}. */
    public static int run(PrintStream out, InviteMembers invite, String origin, String... arguments) {
        var typed = new Typed(arguments[1], option("name", arguments), option("email", arguments), option("phone", arguments),
                option("unit", arguments), option("language", arguments));
        return switch (invite.inviteByOperator(option("institution", arguments), Set.of(Role.valueOf(role(arguments))), typed,
                Origin.SYSTEM)) {
            case Outcome.Invited(var invitation) -> {
                out.println("Invited. The link works once, for three days, and for whoever has it:\n" + origin + invitation.path());
                yield 0;
            }
            case Outcome.Flawed(var flaws) -> {
                out.println(
                        "Nobody was invited: " + String.join(" ", flaws.stream().sorted().map(InviteCommand::sentence).toList()));
                yield 1;
            }
            case Outcome.NoOfficer no -> throw new IllegalStateException("The operator needs no officer");
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
            case INSTITUTION -> "--institution has 2 to 100 characters.";
        };
    }

    /** OFFICER unless the other one is asked for; empty if it is neither. */
    private static String role(String... arguments) {
        String typed = option("role", arguments).toUpperCase(Locale.ROOT);
        return typed.isEmpty() ? Role.OFFICER.name()
                : Arrays.stream(Role.values()).map(Role::name).filter(typed::equals).findFirst().orElse("");
    }

    private static String option(String name, String... arguments) {
        String start = "--" + name + "=";
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(start)).findFirst()
                .map(argument -> argument.substring(start.length())).orElse("");
    }
}
