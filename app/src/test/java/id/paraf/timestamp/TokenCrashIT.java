package id.paraf.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.testing.ApplicationProcess;
import id.paraf.testing.OwnProcess;
import id.paraf.testing.Proves;

/** Kills the application while it gives tokens, and starts it again on what is left. */
@OwnProcess
class TokenCrashIT {

    @TempDir
    Path directory;

    @Test
    @Proves("TS-04")
    void afterAKillEveryTokenHasItsRowAndNoNumberComesAgain() throws Exception {
        Path given = directory.resolve("given");
        Files.writeString(given, "");
        Path log = directory.resolve("first");
        var first = start(1_000_000, given, log);
        try {
            for (int i = 0; i < 1_800 && tokens(log).size() < 100; i++) {
                assertThat(first.isAlive()).as(Files.readString(log)).isTrue();
                first.waitFor(100, TimeUnit.MILLISECONDS);
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        var before = tokens(log);
        assertThat(before).hasSizeGreaterThanOrEqualTo(100);
        Files.write(given, before);

        Path second = directory.resolve("second");
        var again = start(100, given, second);
        try {
            assertThat(again.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            again.destroyForcibly();
        }
        assertThat(again.exitValue()).as(Files.readString(second)).isZero();
        assertThat(Files.readString(second)).contains("BEGINS").doesNotContain("MISSING");
        var all = new ArrayList<>(before);
        all.addAll(tokens(second));
        assertThat(all).hasSize(before.size() + 100).doesNotHaveDuplicates();
    }

    /** Whole lines alone: the last one may have been cut off. */
    private static List<String> tokens(Path log) throws Exception {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().filter(line -> line.matches("TOKEN [0-9a-f]{40}"))
                .map(line -> line.substring(6)).toList();
    }

    private Process start(int tokens, Path given, Path log) throws Exception {
        return ApplicationProcess.start(log, TokenProcess.class, directory.resolve("data").toString(), Integer.toString(tokens),
                given.toString());
    }

    @AfterEach
    void stopTheServer() throws Exception {
        ApplicationProcess.stopServer(directory.resolve("data"));
    }
}
