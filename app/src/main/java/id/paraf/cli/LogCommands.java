package id.paraf.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.transparency.LogExport;
import id.paraf.transparency.LogVerifier;
import id.paraf.transparency.LogVerifier.Verdict;
import id.paraf.transparency.ReceiptVerifier;

/** What anyone does with the transparency log: fetch it, and check it without a network and without a database. */
final class LogCommands {

    private static final String USAGE = """
            Usage: log fetch <https://address of the operator> <directory>
                   log verify <file or directory with the entries> [--key <file>] [--head <file>] [--older <file>]
                              [--certificate <file>] [--receipt <file>]
                   log receipt <file> [--key <file>]""";
    private static final Set<String> OPTIONS = Set.of("--key", "--head", "--older", "--certificate", "--receipt");

    private LogCommands() {
    }

    /** 0 everything holds, 1 something does not, 2 the command was not understood or a file cannot be read. */
    static int run(PrintStream out, String... arguments) {
        var options = options(arguments, arguments.length > 1 && arguments[1].equals("fetch") ? 4 : 3);
        try {
            if (options == null) {
                out.println(USAGE);
                return 2;
            }
            return switch (arguments[1]) {
                case "fetch" -> {
                    LogExport.fetch(URI.create(arguments[2]), Path.of(arguments[3]));
                    out.println("Fetched into " + arguments[3]);
                    yield 0;
                }
                case "verify" -> verify(out, Path.of(arguments[2]), options);
                case "receipt" -> receipt(out, Path.of(arguments[2]), options);
                default -> {
                    out.println(USAGE);
                    yield 2;
                }
            };
        } catch (LogExport.Unreadable unreadable) {
            out.println(unreadable.sentence());
            return 2;
        } catch (IOException | UncheckedIOException e) {
            out.println("A file or an address cannot be read: " + e.getMessage());
            return 2;
        } catch (IllegalArgumentException noAddress) {
            out.println(USAGE);
            return 2;
        }
    }

    /** Names and values after the fixed arguments; null if they are no options. */
    private static @Nullable Map<String, Path> options(String[] arguments, int fixed) {
        if (arguments.length < fixed || (arguments.length - fixed) % 2 != 0) {
            return null;
        }
        var options = new HashMap<String, Path>();
        for (int i = fixed; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || options.put(arguments[i], Path.of(arguments[i + 1])) != null) {
                return null;
            }
        }
        return options;
    }

    private static int verify(PrintStream out, Path entries, Map<String, Path> options) throws IOException {
        var key = LogExport.key(options.getOrDefault("--key", beside(entries, "key.json")));
        var head = LogExport.head(options.getOrDefault("--head", beside(entries, "head.json")));
        var older = options.containsKey("--older") ? LogExport.head(options.get("--older")) : null;
        var receipt = options.containsKey("--receipt") ? LogExport.receipt(options.get("--receipt")) : null;
        LogVerifier.Signed certificate = null;
        if (options.containsKey("--certificate")) {
            certificate = ReceiptVerifier.certificate(Files.readAllBytes(options.get("--certificate")));
            if (certificate == null) {
                out.println(options.get("--certificate") + " is no certificate.");
                return 2;
            }
        }
        if (!options.containsKey("--key")) {
            out.println("The key comes from the export itself: compare its log id " + key.logId() + " with one you trust.");
        }
        try (var pages = LogExport.pages(entries)) {
            return say(out, LogVerifier.verify(key, head, pages.iterator(),
                    new LogVerifier.Wanted(older, certificate, receipt)));
        }
    }

    private static Path beside(Path entries, String name) {
        return Files.isDirectory(entries) ? entries.resolve(name) : entries.resolveSibling(name);
    }

    private static int receipt(PrintStream out, Path file, Map<String, Path> options) throws IOException {
        var trusted = options.containsKey("--key") ? LogExport.key(options.get("--key")) : null;
        var receipt = LogExport.receipt(file);
        if (trusted == null) {
            out.println("The key comes from the receipt itself: compare its log id " + receipt.log().logId()
                    + " with one you trust.");
        }
        return say(out, ReceiptVerifier.verify(receipt, trusted));
    }

    private static int say(PrintStream out, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Holds(List<String> findings) -> {
                findings.forEach(out::println);
                out.println("Holds.");
                yield 0;
            }
            case Verdict.Broken(String sentence) -> {
                out.println("Broken: " + sentence);
                yield 1;
            }
        };
    }

    static boolean knows(String... arguments) {
        return Arrays.asList(arguments).subList(0, Math.min(1, arguments.length)).contains("log");
    }
}
