package id.paraf.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditVerifier;

/**
 * Commands in place of the application: {@code audit verify <file> [<known head>] [--key=<SHA-256>]}, which needs nothing but
 * the file, and {@code audit export <file>}, which starts a node that does only this; and those of
 * {@link LogCommands}.
 */
public final class Commands {

    private Commands() {
    }

    /** Whether the arguments name a command; otherwise they are for the application. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && (arguments[0].equals("audit") || LogCommands.knows(arguments));
    }

    /** Whether the command works on the database and so needs a node of the application. */
    public static boolean needsApplication(String... arguments) {
        return arguments.length > 2 && arguments[0].equals("audit") && arguments[1].equals("export");
    }

    /** Writes the signed trail into a new file that only its owner reads. */
    public static int export(PrintStream out, Audit audit, String... arguments) {
        Path file = Path.of(arguments[2]);
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var lines = Files.newBufferedWriter(Files.createFile(file, onlyOwner), StandardCharsets.US_ASCII)) {
            audit.export(lines);
        } catch (IOException e) {
            out.println("The file " + file + " cannot be written, or is there already.");
            return 2;
        }
        return verify(out, file, null, null);
    }

    /** Runs a command and returns its exit code: 0 all is well, 1 something is wrong, 2 the command was not understood. */
    public static int run(PrintStream out, String... arguments) {
        if (LogCommands.knows(arguments)) {
            return LogCommands.run(out, arguments);
        }
        var plain = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        if (plain.size() < 3 || plain.size() > 4 || !plain.get(1).equals("verify")) {
            out.println(
                    "Usage: audit verify <file> [<known head>] [--key=<SHA-256 of the public key>]\n       audit export <file>");
            return 2;
        }
        String key = Arrays.stream(arguments).filter(argument -> argument.startsWith("--key=")).findFirst()
                .map(argument -> argument.substring("--key=".length())).orElse(null);
        return verify(out, Path.of(plain.get(2)), plain.size() == 4 ? plain.get(3) : null, key);
    }

    private static int verify(PrintStream out, Path file, @Nullable String knownHead, @Nullable String knownKey) {
        try (var lines = Files.newBufferedReader(file)) {
            return switch (AuditVerifier.verify(lines, knownHead)) {
                case AuditVerifier.Verdict.Intact intact -> {
                    if (knownKey != null && !knownKey.equals(intact.key())) {
                        out.println("FORGED: the head is " + (intact.key() == null ? "not signed" : "signed by " + intact.key()));
                        yield 1;
                    }
                    out.println("Intact: " + intact.events() + " events, head " + intact.head() + ", "
                            + (intact.key() == null ? "not signed" : "signed by " + intact.key()));
                    yield 0;
                }
                case AuditVerifier.Verdict.Broken broken -> {
                    out.println(broken.defect() + " at line " + broken.line() + ": " + broken.sentence());
                    yield 1;
                }
            };
        } catch (IOException e) {
            out.println("The file " + file + " cannot be read.");
            return 2;
        }
    }
}
