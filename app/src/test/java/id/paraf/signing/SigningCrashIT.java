package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.testing.ApplicationProcess;
import id.paraf.testing.OwnProcess;
import id.paraf.testing.Proves;

/** Kills the application in the middle of several batches, on its own durable database, and starts it again on what is left. */
@OwnProcess
class SigningCrashIT {

    @TempDir
    Path directory;

    @Test
    @Proves({"PD-04", "KY-03", "RE-02"})
    void afterAKillEveryDocumentIsWholeOrUntouchedAndItsOwnerGoesOn() throws Exception {
        Path log = directory.resolve("first");
        var first = ApplicationProcess.start(log, SigningCrashProcess.class, directory.resolve("data").toString(), "SIGN");
        try {
            // Some are signed, and each batch stands at a place of its own.
            for (int i = 0; i < 1_800 && said(log, "SIGNED") < SigningCrashProcess.OWNERS; i++) {
                assertThat(first.waitFor(100, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(said(log, "SIGNED")).isBetween(SigningCrashProcess.OWNERS, SigningCrashProcess.ALL - 1);

        Path second = directory.resolve("second");
        var again = ApplicationProcess.start(second, SigningCrashProcess.class, directory.resolve("data").toString(), "GO_ON");
        try {
            assertThat(again.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            again.destroyForcibly();
        }
        assertThat(again.exitValue()).as(Files.readString(second)).isZero();
        assertThat(said(second, "WHOLE")).isGreaterThanOrEqualTo(SigningCrashProcess.OWNERS);
        assertThat(said(second, "UNTOUCHED")).isPositive();
        assertThat(said(second, "WHOLE") + said(second, "UNTOUCHED")).isEqualTo(SigningCrashProcess.ALL);
        assertThat(said(second, "FINISHED")).isEqualTo(SigningCrashProcess.ALL);
    }

    private static int said(Path log, String word) throws Exception {
        return !Files.exists(log) ? 0
                : (int) Files.readString(log).lines().filter(line -> line.equals(word) || line.startsWith(word + " ")).count();
    }

    @AfterEach
    void stopTheServer() throws Exception {
        ApplicationProcess.stopServer(directory.resolve("data"));
    }
}
