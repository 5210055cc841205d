package id.paraf.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

import id.paraf.kernel.Randomness;
import id.paraf.keyroom.Argon2Cost;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.OfflineRoot;
import id.paraf.keyroom.Passphrase;
import id.paraf.pki.Profiles;
import id.paraf.pki.RevocationReason;

/**
 * {@code ceremony …}: makes and uses a root key on a machine without a network, without a database and with two people, each of whom
 * types a passphrase that the other does not know. deploy/ceremony.md leads through it.
 */
public final class CeremonyCommand {

    private static final String USAGE = """
            Usage: ceremony root <folder> --person=<name> --person=<name> --organization=<legal name> --name=<short name>
                            --repository=http://<host> [--country=ID] [--keys=P384|RSA4096] [--practice-statement=<address>]
                   ceremony sign-issuing <folder> <request> --person=<name> --person=<name>
                   ceremony crl <folder> --person=<name> --person=<name> [--days=200] [--revoke=<serial number> [--reason=…]]
            Each reads other profiles by --profiles=<file>.""";
    /** Half a year, and some weeks in which the next list can be late. */
    private static final int LIST_DAYS = 200;
    private static final int MOST_LIST_DAYS = 366;
    private static final int SHORTEST = 16;

    private final PrintStream out;
    private final Secrets secrets;
    private final Randomness randomness;
    private final Clock clock;
    private final Argon2Cost cost;

    /** @param cost of guessing the passphrases of a root key that is made now */
    public CeremonyCommand(PrintStream out, Secrets secrets, Randomness randomness, Clock clock, Argon2Cost cost) {
        this.out = out;
        this.secrets = secrets;
        this.randomness = randomness;
        this.clock = clock;
        this.cost = cost;
    }

    /** How people type what nobody may see. */
    @FunctionalInterface
    public interface Secrets {

        char[] typed(String question);
    }

    /** Whether the arguments ask for it. */
    public static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("ceremony");
    }

    /** 0 done, 1 not, with the reason on {@code out}, 2 the command was not understood or a file cannot be read or written. */
    public int run(String... arguments) {
        var plain = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        var people = options("person", arguments);
        String act = plain.size() > 2 ? plain.get(1) : "";
        boolean complete = switch (act) {
            case "root" -> plain.size() == 3
                    && List.of("organization", "name", "repository").stream().allMatch(name -> option(name, arguments).isPresent());
            case "sign-issuing" -> plain.size() == 4;
            case "crl" -> plain.size() == 3;
            default -> false;
        };
        if (!complete) {
            out.println(USAGE);
            return 2;
        }
        if (people.size() != 2 || new HashSet<>(people).size() != 2) {
            out.println("Nothing was done: two people are needed, --person=<name> for each.");
            return 1;
        }
        try {
            var folder = new CeremonyFolder(Path.of(plain.get(2)));
            switch (act) {
                case "root" -> root(folder, people, arguments);
                case "sign-issuing" -> {
                    byte[] request = Files.readAllBytes(Path.of(plain.get(3)));
                    open(folder, people, arguments, ceremony -> ceremony.signIssuing(request));
                }
                default -> open(folder, people, arguments, ceremony -> ceremony.crl(days(arguments),
                        option("revoke", arguments).map(CeremonyCommand::serial).orElse(null), reason(arguments)));
            }
            out.println("Done. The transcript is " + folder.lastTranscript().orElseThrow() + ".");
            return 0;
        } catch (Ceremony.Stopped stopped) {
            out.println("Nothing was signed: " + stopped.getMessage() + ".");
            return 1;
        } catch (IOException | IllegalArgumentException e) {
            out.println("A file cannot be read or written: " + e.getMessage());
            return 2;
        }
    }

    private interface Act {
        void on(Ceremony ceremony) throws IOException;
    }

    private void root(CeremonyFolder folder, List<String> people, String... arguments) throws IOException {
        if (!folder.empty()) {
            throw new Ceremony.Stopped("the folder is not empty, and a root is made once");
        }
        var settings = settings(arguments);
        var algorithm = option("keys", arguments).filter("RSA4096"::equals).map(KeyAlgorithm::valueOf).orElse(KeyAlgorithm.P384);
        try (var first = chosen(people.getFirst()); var second = chosen(people.getLast())) {
            if (first.sameAs(second)) {
                throw new Ceremony.Stopped("two people have two passphrases");
            }
            folder.create(settings);
            var made = OfflineRoot.make(algorithm, first, second, cost, randomness.forLibraries());
            folder.add(CeremonyFolder.KEY, made.file().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            with(folder, first, second, people, arguments, ceremony -> ceremony.root(days(arguments)));
        }
    }

    private void open(CeremonyFolder folder, List<String> people, String[] arguments, Act act) throws IOException {
        try (var first = typed(people.getFirst(), "your passphrase"); var second = typed(people.getLast(), "your passphrase")) {
            with(folder, first, second, people, arguments, act);
        }
    }

    private void with(CeremonyFolder folder, Passphrase first, Passphrase second, List<String> people, String[] arguments, Act act)
            throws IOException {
        var opened = OfflineRoot.open(folder.text(CeremonyFolder.KEY), first, second, randomness.forLibraries());
        try (var root = opened.orElseThrow(() -> new Ceremony.Stopped(
                "a passphrase is wrong, the people are not in the order of the first ceremony, or root.key was changed"))) {
            act.on(new Ceremony(folder, root, profiles(arguments), people, randomness, clock));
        }
    }

    private Passphrase chosen(String person) {
        char[] once = secrets.typed(person + ", choose a passphrase of at least " + SHORTEST + " characters");
        if (once.length < SHORTEST) {
            throw new Ceremony.Stopped("a passphrase has at least " + SHORTEST + " characters");
        }
        var passphrase = Passphrase.of(once);
        try (var again = typed(person, "the same once more")) {
            if (!passphrase.sameAs(again)) {
                throw new Ceremony.Stopped("the two entries of " + person + " differ");
            }
            return passphrase;
        }
    }

    private Passphrase typed(String person, String what) {
        return Passphrase.of(secrets.typed(person + ", " + what));
    }

    private static Properties settings(String... arguments) {
        var settings = new Properties();
        settings.setProperty("organization", option("organization", arguments).orElseThrow());
        settings.setProperty("name", option("name", arguments).orElseThrow());
        settings.setProperty("country", option("country", arguments).orElse("ID").toUpperCase(Locale.ROOT));
        String repository = option("repository", arguments).orElseThrow().replaceAll("/+$", "");
        // RFC 5280 §8: whoever checks a certificate cannot fetch its status over TLS.
        if (!"http".equals(URI.create(repository).getScheme())) {
            throw new Ceremony.Stopped("--repository starts with http://, as paraf.authority.repository of the installation does");
        }
        settings.setProperty("repository", repository);
        option("practice-statement", arguments).ifPresent(address -> settings.setProperty("practice-statement", address));
        return settings;
    }

    private static Profiles profiles(String... arguments) throws IOException {
        var file = option("profiles", arguments);
        return switch (Profiles.read(file.isEmpty() ? null : Files.readString(Path.of(file.get())))) {
            case Profiles.Reading.Good(Profiles profiles) -> profiles;
            case Profiles.Reading.Bad(String profile, String field, String sentence) ->
                throw new Ceremony.Stopped(profile + "." + field + ": " + sentence);
        };
    }

    private static Duration days(String... arguments) {
        String typed = option("days", arguments).orElse(Integer.toString(LIST_DAYS));
        int days = typed.matches("\\d{1,3}") ? Integer.parseInt(typed) : 0;
        if (days < 1 || days > MOST_LIST_DAYS) {
            throw new Ceremony.Stopped("--days is a number from 1 to " + MOST_LIST_DAYS);
        }
        return Duration.ofDays(days);
    }

    private static String serial(String typed) {
        return typed.replace(":", "").toUpperCase(Locale.ROOT);
    }

    private static RevocationReason reason(String... arguments) {
        String typed = option("reason", arguments).orElse(RevocationReason.CESSATION_OF_OPERATION.name());
        return Arrays.stream(RevocationReason.values()).filter(reason -> reason.name().equals(typed))
                .filter(reason -> reason != RevocationReason.CERTIFICATE_HOLD).findFirst()
                .orElseThrow(() -> new Ceremony.Stopped("--reason is no reason for a revocation"));
    }

    private static Optional<String> option(String name, String... arguments) {
        return options(name, arguments).stream().findFirst();
    }

    private static List<String> options(String name, String... arguments) {
        String start = "--" + name + "=";
        return Arrays.stream(arguments).filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()).strip()).filter(value -> !value.isEmpty()).toList();
    }
}
