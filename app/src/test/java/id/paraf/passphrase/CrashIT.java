package id.paraf.passphrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.testing.ApplicationProcess;
import id.paraf.testing.OwnProcess;
import id.paraf.testing.Proves;

/**
 * Kills the application in the middle of changes and resets, on its own durable database, and starts it again on what is
 * left: exactly one passphrase signs.
 */
@OwnProcess
class CrashIT {

    @TempDir
    Path directory;

    /** One death, and which passphrase works after the next start. */
    private record Death(String journey, String point, String survivor) {
    }

    /**
     * Each list on a database of its own, in an order in which no process comes past its deadly point while it still carries on
     * what the one before it left: the deaths of a journey from its end to its beginning, with a change where one must not
     * follow on the other.
     */
    private static final List<List<Death>> LANES = List.of(
            List.of(new Death("KEEP", "COMPLETED", "new"),
                    new Death("KEEP", "KEYROOM_ANSWERED", "new"),
                    new Death("KEEP", "RESET_AFTER_COMMIT", "new"),
                    new Death("KEEP", "RESET_BEFORE_COMMIT", "old"),
                    new Death("KEEP", "RESET_AFTER_PROOFS", "old"),
                    new Death("KEEP", "RESET_BEFORE_PROOFS", "old"),
                    new Death("KEEP", "INTENT_WRITTEN", "old"),
                    new Death("CHANGE", "KEYROOM_ANSWERED", "new"),
                    new Death("CHANGE", "CHANGE_AFTER_COMMIT", "new"),
                    new Death("CHANGE", "CHANGE_BEFORE_COMMIT", "old"),
                    new Death("CHANGE", "CHANGE_BEFORE_WRITE", "old")),
            List.of(new Death("RENEW", "COMPLETED", "new"),
                    new Death("RENEW", "KEY_ACTIVATED", "new"),
                    new Death("CHANGE", "INTENT_WRITTEN", "old"),
                    new Death("RENEW", "ACTIVATE_AFTER_COMMIT", "new"),
                    new Death("RENEW", "ACTIVATE_BEFORE_COMMIT", "new"),
                    new Death("CHANGE", "CHANGE_AFTER_COUNT", "old"),
                    new Death("RENEW", "ACTIVATE_BEFORE_WRITE", "new"),
                    new Death("CHANGE", "CHANGE_BEFORE_COUNT", "old"),
                    new Death("RENEW", "CERTIFICATE_ISSUED", "new"),
                    new Death("RENEW", "RESET_AFTER_COMMIT", "new"),
                    new Death("RENEW", "RESET_BEFORE_COMMIT", "old")));

    @Test
    @Proves({"RP-30", "RE-02"})
    void aKillAtAnyPointLeavesExactlyOneWorkingPassphrase() throws Exception {
        var softly = new SoftAssertions();
        for (int lane = 0; lane < LANES.size(); lane++) {
            Files.createDirectory(data(lane));
        }
        var classes = classes();
        // Two dozen starts of the same application: what the first one loads, the others map into memory (JEP 514).
        var java = new Java(classes, directory.resolve("paraf.aot"));
        java.run("-XX:AOTCacheOutput=", data(0), 0, "NOTHING", "");
        try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, LANES.size())
                    .mapToObj(lane -> lanes.submit(() -> die(java, LANES.get(lane), data(lane), softly))).toList();
            for (var lane : running) {
                lane.get();
            }
        }
        softly.assertAll();
    }

    private Path data(int lane) {
        return directory.resolve("lane" + lane);
    }

    /** The class path with jars in place of folders, because a cache can be made of nothing else. */
    private String classes() throws Exception {
        var path = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Files.isDirectory(Path.of(entry))) {
                path.add(entry);
                continue;
            }
            var jar = directory.resolve("classes" + path.size() + ".jar").toString();
            assertThat(ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress",
                    "--file", jar, "-C", entry, ".")).isZero();
            path.add(jar);
        }
        return String.join(File.pathSeparator, path);
    }

    private static Void die(Java java, List<Death> deaths, Path data, SoftAssertions softly) throws Exception {
        Death before = null;
        for (Death death : deaths) {
            var output = java.run("-XX:AOTCache=", data, ApplicationProcess.KILLED, death.journey(), death.point());
            check(softly, before, output);
            // Not on the way to it, while it carried on what another one left.
            assertThat(output).as("got as far as its own %s", death).contains("BEGINS");
            before = death;
        }
        check(softly, before, java.run("-XX:AOTCache=", data, 0, "NOTHING", ""));
        return null;
    }

    private static void check(SoftAssertions softly, Death death, List<String> output) {
        if (death != null) {
            synchronized (softly) {
                softly.assertThat(output.stream().filter(line -> line.startsWith("WORKS")).toList()).as("after %s", death)
                        .containsExactly("WORKS " + death.survivor());
            }
        }
    }

    /** How a process is started. */
    private record Java(String classes, Path cache) {

        List<String> run(String option, Path data, int expected, String journey, String point) throws Exception {
            Path log = data.resolve("output");
            var process = ApplicationProcess.start(log, classes, List.of(option + cache), CrashProcess.class, data.toString(),
                    journey, point);
            try {
                assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            String output = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s at %s:%n%s", journey, point, output).isEqualTo(expected);
            return new ArrayList<>(output.lines().toList());
        }
    }

    @AfterEach
    void stopTheServers() throws Exception {
        for (int lane = 0; lane < LANES.size(); lane++) {
            ApplicationProcess.stopServer(data(lane));
        }
    }
}
