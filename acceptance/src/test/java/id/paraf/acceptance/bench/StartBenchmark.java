package id.paraf.acceptance.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import id.paraf.acceptance.process.ServerProcess;

/**
 * From the start of the process to the first page, on a database that is already there: plain, with an AOT cache, and with the
 * first compiler alone besides, as {@code mvn spring-boot:run} starts a demo.
 */
final class StartBenchmark {

    private static final int RUNS = 5;

    private StartBenchmark() {
    }

    static String run() throws Exception {
        Path data = Files.createTempDirectory("paraf-start");
        Path cache = data.resolve("paraf.aot");
        // The first start makes the database and the authorities; the second one trains the cache.
        start(data, List.of());
        start(data, List.of("-XX:AOTCacheOutput=" + cache));
        if (!Files.exists(cache)) {
            throw new IllegalStateException("The JDK wrote no AOT cache:\n" + Files.readString(data.resolve("log")));
        }
        return median("start to first page, plain JDK", data, List.of()) + "\n"
                + median("start to first page, JDK AOT cache", data, List.of("-XX:AOTCache=" + cache)) + "\n"
                + median("start to first page, AOT cache, first compiler alone", data,
                        List.of("-XX:AOTCache=" + cache, "-XX:TieredStopAtLevel=1"));
    }

    private record Start(long millis, long cpuMillis, long residentMib) {
    }

    private static String median(String name, Path data, List<String> options) throws Exception {
        Start[] starts = new Start[RUNS];
        for (int i = 0; i < RUNS; i++) {
            starts[i] = start(data, options);
        }
        Arrays.sort(starts, Comparator.comparingLong(Start::millis));
        Start median = starts[RUNS / 2];
        return String.format(Locale.ROOT, "%-58s %8.2f s  %9.2f s CPU  %6d MiB resident   (aim 5 s)", name, median.millis / 1000.0,
                median.cpuMillis / 1000.0, median.residentMib);
    }

    private static Start start(Path data, List<String> options) throws Exception {
        try (var server = ServerProcess.paraf(data, options)) {
            return new Start(server.millisToFirstPage(), server.cpuMillis(), server.residentMib());
        }
    }
}
