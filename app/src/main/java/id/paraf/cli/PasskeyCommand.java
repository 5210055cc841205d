package id.paraf.cli;

import java.io.PrintStream;

import id.paraf.account.Accounts;
import id.paraf.account.Passkeys;

/** {@code passkeys forget <username>}: for an officer who has lost every passkey, and whom nothing else logs in. */
public final class PasskeyCommand {

    private PasskeyCommand() {
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("passkeys");
    }

    /** Whether they are complete, so that a node is worth starting for them. */
    public static boolean understood(String... arguments) {
        return knows(arguments) && arguments.length > 2 && arguments[1].equals("forget") && !arguments[2].startsWith("--");
    }

    /** What to type. */
    public static int usage(PrintStream out) {
        out.println("Usage: passkeys forget <username>");
        return 2;
    }

    /** Takes them away and returns the exit code: 0 done, 1 there is nobody or nothing. */
    public static int run(PrintStream out, Accounts accounts, Passkeys passkeys, String... arguments) {
        var account = accounts.byLogin(arguments[2]);
        if (account.isEmpty()) {
            out.println("Nobody logs in as " + arguments[2] + ".");
            return 1;
        }
        int removed = passkeys.removeAllByOperator(account.get().id());
        out.println(removed == 0 ? "There are no passkeys." : "Removed: " + removed
                + ". The next login makes a new one, after the password and, where there is one, the authenticator: let the owner log in"
                + " at once. All addresses are told.");
        return removed == 0 ? 1 : 0;
    }
}
