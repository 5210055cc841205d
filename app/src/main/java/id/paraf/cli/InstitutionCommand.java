package id.paraf.cli;

import java.io.PrintStream;
import java.util.Locale;

import id.paraf.account.Institutions;
import id.paraf.closing.StopInstitution;
import id.paraf.kernel.Origin;

/**
 * {@code institution list}, {@code institution stop|resume|close <code>}: what CA operators do at {@code /operator/institutions}, where no page
 * can be reached. {@code close} revokes everything that is in force at a stopped one.
 */
public final class InstitutionCommand {

    private InstitutionCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("institution");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        return knows(arguments) && switch (arguments.length > 1 ? arguments[1] : "") {
            case "list" -> true;
            case "stop", "resume", "close" -> arguments.length > 2;
            default -> false;
        };
    }

    /** How many of the arguments are the command's own; the others are for the application. */
    public static int own(String... arguments) {
        return arguments[1].equals("list") ? 2 : 3;
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: institution list\n       institution stop|resume|close <code or name>");
        return 2;
    }

    /** Does it and returns the exit code: 0 it is so now, 1 it is not, with the reason on {@code out}. */
    public static int run(PrintStream out, Institutions institutions, StopInstitution stop, String... arguments) {
        if (arguments[1].equals("list")) {
            institutions.all().forEach(one -> out.println(String.format(Locale.ROOT, "%-40s %s%s", one.code(), one.name(),
                    one.stoppedAt() == null ? "" : ", stopped since " + one.stoppedAt())));
            return 0;
        }
        var found = institutions.named(arguments[2]).orElse(null);
        if (found == null) {
            out.println("There is no institution " + arguments[2] + ".");
            return 1;
        }
        var outcome = switch (arguments[1]) {
            case "stop" -> stop.stop(found.id(), null, Origin.SYSTEM);
            case "resume" -> stop.resume(found.id(), null, Origin.SYSTEM);
            default -> stop.revokeAll(found.id(), null, Origin.SYSTEM);
        };
        out.println(switch (outcome) {
            case DONE -> switch (arguments[1]) {
                case "stop" -> found.name() + " is stopped: no invitations, applications, certificates, signatures or API calls.";
                case "resume" -> found.name() + " goes on.";
                default ->
                    "Its certificates are revoked one after the other by the running application; /operator/institutions tells of each.";
            };
            case UNCHANGED -> "It was so before, or there is nothing to do.";
            case NOT_THERE -> "There is no such institution.";
            case IN_USE -> found.name() + " is in use: stop it first.";
            case CLOSING -> "Its certificates are being revoked: it goes on when that is done.";
        });
        return switch (outcome) {
            case DONE, UNCHANGED -> 0;
            case NOT_THERE, IN_USE, CLOSING -> 1;
        };
    }
}
