package id.paraf.cli;

import java.io.PrintStream;

import id.paraf.account.EnableAccount;
import id.paraf.account.EnableAccount.Outcome;
import id.paraf.kernel.Origin;

/** {@code account enable <username>}: for an account that was stopped, and that no officer is left to let in again. */
public final class AccountCommand {

    /** How many of the arguments are the command's own; the others are for the application. */
    public static final int OWN = 3;

    private AccountCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("account");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        return knows(arguments) && arguments.length >= OWN && arguments[1].equals("enable") && !arguments[2].isBlank()
                && !arguments[2].startsWith("--");
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: account enable <username or e-mail address>");
        return 2;
    }

    /** Does it and returns the exit code: 0 it is so now, 1 it is not, with the reason on {@code out}. */
    public static int run(PrintStream out, EnableAccount enable, String... arguments) {
        return switch (enable.enable(arguments[2], Origin.SYSTEM)) {
            case Outcome.Enabled(var account) -> {
                out.println(account.username() + " of " + account.institution() + " can log in again. All addresses are told.");
                yield 0;
            }
            case Outcome.Unchanged(var account) -> {
                out.println(account.username() + " is not stopped: nothing was changed.");
                yield 0;
            }
            case Outcome.NotThere no -> {
                out.println("Nobody logs in with " + arguments[2] + ".");
                yield 1;
            }
        };
    }
}
