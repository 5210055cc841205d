package id.paraf.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditVerifier;
import id.paraf.pki.tsp.ForeignToken;
import id.paraf.pki.tsp.Imprint;
import id.paraf.pki.tsp.ImprintHash;

/**
 * Commands in place of the application: {@code audit verify <file> [<known head>] [--key=<SHA-256>] [--roots=<PEM>]}, which needs
 * nothing but the file, and {@code audit export <file>}, which starts a node that does only this; and those of
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
        return verify(out, file, null, null, null);
    }

    /** Runs a command and returns its exit code: 0 all is well, 1 something is wrong, 2 the command was not understood. */
    public static int run(PrintStream out, String... arguments) {
        if (LogCommands.knows(arguments)) {
            return LogCommands.run(out, arguments);
        }
        var plain = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        if (plain.size() < 3 || plain.size() > 4 || !plain.get(1).equals("verify")) {
            out.println(
                    "Usage: audit verify <file> [<known head>] [--key=<SHA-256 of the public key>] [--roots=<PEM of whose timestamps to believe>]\n"
                            + "       audit export <file>");
            return 2;
        }
        AuditVerifier.@Nullable TokenCheck tokens = null;
        var roots = option("--roots=", arguments);
        if (roots.isPresent()) {
            try {
                tokens = believing(Path.of(roots.get()));
            } catch (IOException | CertificateException e) {
                out.println("The file " + roots.get() + " holds no certificates in PEM that can be read.");
                return 2;
            }
        }
        return verify(out, Path.of(plain.get(2)), plain.size() == 4 ? plain.get(3) : null,
                option("--key=", arguments).orElse(null), tokens);
    }

    private static Optional<String> option(String name, String... arguments) {
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(name)).findFirst()
                .map(argument -> argument.substring(name.length()));
    }

    private static AuditVerifier.TokenCheck believing(Path pem) throws IOException, CertificateException {
        try (var file = Files.newInputStream(pem)) {
            var roots = CertificateFactory.getInstance("X.509").generateCertificates(file).stream().map(X509Certificate.class::cast)
                    .toList();
            return (sha256, token) -> ForeignToken.check(token, new Imprint(ImprintHash.SHA256, sha256),
                    roots) instanceof ForeignToken.Believed believed ? Optional.of(believed.time()) : Optional.empty();
        }
    }

    private static int verify(PrintStream out, Path file, @Nullable String knownHead, @Nullable String knownKey,
            AuditVerifier.@Nullable TokenCheck tokens) {
        try (var lines = Files.newBufferedReader(file)) {
            return switch (AuditVerifier.verify(lines, knownHead, tokens)) {
                case AuditVerifier.Verdict.Intact intact -> {
                    if (knownKey != null && !knownKey.equals(intact.key())) {
                        out.println("FORGED: the head is " + (intact.key() == null ? "not signed" : "signed by " + intact.key()));
                        yield 1;
                    }
                    out.println("Intact: " + intact.events() + " events, head " + intact.head() + ", "
                            + (intact.key() == null ? "not signed"
                                    : (tokens == null ? "" : intact.time() == null ? "without a timestamp, "
                                            : "there at " + intact.time() + ", ") + "signed by " + intact.key()));
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
