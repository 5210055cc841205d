package id.paraf.face;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Measures false matches, false refusals and time over a folder with one folder of photos per person; {@code face/measure}
 * runs it. A {@code groups.csv} in the folder, lines of {@code person,group}, adds rates by group. Photos that a gate
 * refuses are counted by reason and left out of the comparisons.
 */
public final class Measure {

    private static final String USAGE = """
            face/measure PHOTOS [--models FOLDER] [--record]
              PHOTOS    a folder with one folder of JPEG or PNG photos per person, and perhaps groups.csv (lines of person,group)
              --models  a folder with models of your own
              --record  writes measured.properties beside these models; without it Paraf does not start with them""";
    private static final int TRIPLE = 3;

    /** What may differ between groups before it is said aloud. */
    private static final double WORSE = 1.25;
    /** NIST SP 800-63A: at most one false match in 10,000 and one false refusal in 100. */
    private static final double FALSE_MATCHES = 1e-4;
    private static final double FALSE_REFUSALS = 1e-2;
    /** Photos that find the code not compiled yet say nothing about time. */
    private static final int WARM = 20;

    private record Photo(String person, double[] embedding) {
    }

    private final FaceSettings settings = FaceSettings.defaults();
    private final List<Photo> photos = new ArrayList<>();
    private final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
    private final List<Double> milliseconds = new ArrayList<>();
    private final PrintStream out;
    private int dead;

    private Measure(PrintStream out) {
        this.out = out;
    }

    /** Prints the tables. */
    public static void main(String[] args) throws IOException {
        Path folder = null;
        Path models = null;
        boolean record = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--models") && i + 1 < args.length) {
                models = Path.of(args[++i]);
            } else if (args[i].equals("--record")) {
                record = true;
            } else if (folder == null && !args[i].startsWith("--")) {
                folder = Path.of(args[i]);
            } else {
                folder = null;
                break;
            }
        }
        if (folder == null || !Files.isDirectory(folder) || record && models == null) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        run(folder, models, record, System.out);
    }

    static void run(Path folder, @Nullable Path models, boolean record, PrintStream out) throws IOException {
        var measure = new Measure(out);
        try (var nets = new Nets(models); var people = Files.list(folder)) {
            for (Path person : people.filter(Files::isDirectory).sorted().toList()) {
                try (var files = Files.list(person)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        measure.look(nets, person.getFileName().toString(), Files.readAllBytes(file));
                    }
                }
            }
            Map<String, String> figures = measure.print(groups(folder.resolve("groups.csv")));
            if (record && models != null) {
                figures.put("set", folder.getFileName() + ": " + measure.people().size() + " people");
                figures.put("source", "measured by the operator");
                Measured.write(models.resolve(Measured.FILE), nets, figures);
                out.println("\nRecorded in " + models.resolve(Measured.FILE));
            }
        }
    }

    private static Map<String, String> groups(Path file) throws IOException {
        var groups = new HashMap<String, String>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int comma = line.indexOf(',');
                if (comma > 0) {
                    groups.put(line.substring(0, comma).strip(), line.substring(comma + 1).strip());
                }
            }
        }
        return groups;
    }

    private void look(Nets nets, String person, byte[] file) {
        long start = System.nanoTime();
        switch (ImageIntake.take(file)) {
            case ImageIntake.Intake.Refused(Reason reason) -> refused.merge(reason, 1, Integer::sum);
            case ImageIntake.Intake.Taken(Pixels pixels) -> {
                var frame = new Frame(nets, pixels);
                Reason reason = frame.whyNotFrontal();
                if (reason != null) {
                    refused.merge(reason, 1, Integer::sum);
                    return;
                }
                photos.add(new Photo(person, frame.embedding()));
                dead += frame.liveness() >= settings.liveness() ? 0 : 1;
                milliseconds.add((System.nanoTime() - start) / 1e6);
            }
        }
    }

    private TreeSet<String> people() {
        var people = new TreeSet<String>();
        photos.forEach(photo -> people.add(photo.person()));
        return people;
    }

    private Map<String, String> print(Map<String, String> groups) {
        out.printf(Locale.ROOT, "%d photos of %d people; refused by a gate: %s%n", photos.size(), people().size(), refused);
        var single = compare(photos);
        var triple = compare(triples());
        if (!photos.isEmpty()) {
            double[] times = milliseconds.stream().skip(Math.min(WARM, milliseconds.size() / 2)).mapToDouble(Double::doubleValue)
                    .sorted().toArray();
            out.printf(Locale.ROOT, "milliseconds per photo, one thread: median %.0f, 95th percentile %.0f%n", at(times, 0.5),
                    at(times, 0.95));
            out.printf(Locale.ROOT, "live photos refused as pictures at %.2f: %s%n", settings.liveness(),
                    new Rate(dead, photos.size()));
        }
        out.println(
                "In brackets: where the true rate lies with 95 % confidence (Wilson; rule of three where nothing was counted).");
        table("One photo against one", single, settings.similarityToOne());
        table("Three photos against three", triple, settings.similarity());
        if (!groups.isEmpty()) {
            byGroup(groups, single);
        }
        Tally best = triple.genuine() > 0 && triple.impostor() > 0 ? triple : single;
        double threshold = best == triple ? settings.similarity() : settings.similarityToOne();
        var figures = new LinkedHashMap<String, String>();
        figures.put("protocol", best == triple ? "3 photos against 3" : "1 photo against 1");
        figures.put("threshold", Double.toString(threshold));
        figures.put("genuine.pairs", Long.toString(best.genuine()));
        figures.put("genuine.refused", Long.toString(best.falseRefusals(threshold).count()));
        figures.put("impostor.pairs", Long.toString(best.impostor()));
        figures.put("impostor.matched", Long.toString(best.falseMatches(threshold).count()));
        figures.put("liveness.live", Integer.toString(photos.size()));
        figures.put("liveness.live.refused", Integer.toString(dead));
        return figures;
    }

    private void table(String title, Tally tally, double set) {
        out.printf(Locale.ROOT, "%n%s: %d pairs of one person, %d of two%n", title, tally.genuine(), tally.impostor());
        if (tally.genuine() + tally.impostor() == 0) {
            out.println("not enough photos per person");
            return;
        }
        out.printf("threshold  %-32s %s%n", "false matches", "false refusals");
        for (double threshold : Tally.THRESHOLDS) {
            out.printf(Locale.ROOT, "%8.2f%s  %-32s %s%n", threshold, threshold == set ? "*" : " ",
                    tally.falseMatches(threshold), tally.falseRefusals(threshold));
        }
        out.printf("aim: at most 0.01 %% false matches (%s), at most 1 %% false refusals (%s)%n",
                against(tally.falseMatches(set), FALSE_MATCHES), against(tally.falseRefusals(set), FALSE_REFUSALS));
    }

    private static String against(Rate rate, double aim) {
        return rate.of() == 0 ? "not measured" : rate.high() <= aim ? "met" : rate.low() > aim ? "missed" : "too few pairs to say";
    }

    /** Strangers of one group are compared with each other: that is where a matcher that knows a group badly fails. */
    private void byGroup(Map<String, String> groups, Tally all) {
        double threshold = settings.similarityToOne();
        out.printf(Locale.ROOT,
                "%nBy group, one photo against one at %.2f; \"worse\" is more than a quarter above everybody's rate%n",
                threshold);
        for (String group : new TreeSet<>(groups.values())) {
            var own = photos.stream().filter(photo -> group.equals(groups.get(photo.person()))).toList();
            Tally tally = compare(own);
            out.printf(Locale.ROOT, "%-16s false matches %s%s; false refusals %s%s%n", group, tally.falseMatches(threshold),
                    worse(tally.falseMatches(threshold), all.falseMatches(threshold)), tally.falseRefusals(threshold),
                    worse(tally.falseRefusals(threshold), all.falseRefusals(threshold)));
        }
        long without = people().stream().filter(person -> !groups.containsKey(person)).count();
        if (without > 0) {
            out.printf(Locale.ROOT, "%d people stand in no group%n", without);
        }
    }

    private static String worse(Rate group, Rate all) {
        if (group.of() == 0 || !(group.share() > WORSE * all.share())) {
            return "";
        }
        return group.low() > all.share() ? " WORSE" : " worse, but that may be chance";
    }

    private static Tally compare(List<Photo> photos) {
        var tally = new Tally();
        for (int i = 0; i < photos.size(); i++) {
            for (int j = 0; j < i; j++) {
                tally.add(photos.get(i).person().equals(photos.get(j).person()),
                        Vectors.dot(photos.get(i).embedding(), photos.get(j).embedding()));
            }
        }
        return tally;
    }

    /** The means of three photos each, none in two of them. */
    private List<Photo> triples() {
        var triples = new ArrayList<Photo>();
        for (String person : people()) {
            var own = photos.stream().filter(photo -> photo.person().equals(person)).toList();
            for (int i = 0; i + TRIPLE <= own.size(); i += TRIPLE) {
                triples.add(new Photo(person, Vectors.mean(own.subList(i, i + TRIPLE).stream().map(Photo::embedding).toList())));
            }
        }
        return triples;
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)];
    }
}
