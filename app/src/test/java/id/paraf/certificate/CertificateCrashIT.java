package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.boot.Paraf;
import id.paraf.testing.ApplicationProcess;
import id.paraf.testing.Proves;

/**
 * Kills the application in the middle of issuing, also to servers and seals, of renewing, correcting, revoking, suspending, resuming
 * and publishing, on its own durable database,
 * and starts it again on what is left. Many journeys stand at a point of their own when the process is killed: a crash
 * strikes all that is under way at once, and costs this test one start and not two dozen.
 */
class CertificateCrashIT {

    /** In an order in which none waits for what an earlier one keeps. */
    private static final List<String> FIRST = List.of("ISSUE:ISSUE_PREPARED", "ISSUE:ISSUE_SIGNED",
            "ISSUE:ISSUE_STORED", "RENEW:ORDERED", "RENEW:PROVEN", "RENEW_OWN_KEY:KEY_MADE",
            "RENEW_OWN_KEY:ISSUE_PREPARED", "CORRECT:ORDERED", "CORRECT:PROVEN", "CORRECT:KEY_MADE", "CORRECT:ISSUE_PREPARED",
            "TLS:ISSUE_PREPARED", "TLS:ISSUE_SIGNED", "SEAL_REQUEST:ISSUE_PREPARED", "SEAL:ISSUE_PREPARED", "SEAL:ISSUE_SIGNED",
            "RESUME:RESUME_RECORDED", "REVOKE:LIST_PUBLISHED",
            "REVOKE:REVOKE_RECORDED", "SUSPEND:SUSPEND_RECORDED", "SUSPEND:SUSPEND_KEY_RESTS");
    private static final List<String> SECOND = List.of("RENEW:ISSUE_SIGNED", "RENEW:ISSUE_PREPARED", "RENEW:ISSUE_STORED",
            "RENEW_OWN_KEY:CERTIFICATE_ISSUED", "RENEW:COMPLETED", "CORRECT:ISSUE_SIGNED", "CORRECT:ISSUE_STORED",
            "CORRECT:REPLACED",
            "CORRECT:CERTIFICATE_ISSUED", "CORRECT:COMPLETED", "TLS:ISSUE_STORED", "SEAL_REQUEST:ISSUE_SIGNED",
            "SEAL_REQUEST:ISSUE_STORED", "SEAL:ISSUE_STORED", "RESUME:RESUME_KEY_WORKS",
            "REVOKE:REVOKE_KEY_DESTROYED", "SUSPEND:LIST_SIGNED");

    /** A list that is being signed keeps all other lists waiting: there is one of them at a time. */
    private static final List<String> THIRD = List.of("RESUME:LIST_SIGNED");

    @TempDir
    Path directory;

    @Test
    @Proves({"CA-01", "CA-02", "CR-01", "CR-03", "CR-04", "CT-02", "RE-02"})
    void afterAKillAtAnyPointNothingThatMayHaveBeenSignedIsUnknownAndNothingThatWasRevokedIsForgotten() throws Exception {
        // The very first certificate, the root's own, signed and never stored.
        var first = ApplicationProcess.start(log("first"), Paraf.class, "--spring.profiles.active=demo", "--server.port=0",
                "--paraf.data-directory=" + data(), "--paraf.halt-at=ISSUE_SIGNED");
        assertThat(ended(first, "first")).isEqualTo(ApplicationProcess.KILLED);

        kill("second", FIRST);
        assertThat(lookedAt("second")).isEmpty();
        kill("third", SECOND);
        assertThat(lookedAt("third")).containsExactlyElementsOf(FIRST);
        kill("fourth", THIRD);
        assertThat(lookedAt("fourth")).containsExactlyElementsOf(SECOND);
        var last = ApplicationProcess.start(log("last"), CertificateCrashProcess.class, data());
        assertThat(ended(last, "last")).as(Files.readString(log("last"))).isZero();
        assertThat(lookedAt("last")).containsExactlyElementsOf(THIRD);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private Path log(String name) {
        return directory.resolve(name);
    }

    private int ended(Process process, String name) throws Exception {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(Files.readString(log(name))).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Brings all victims to their points, and kills the process as the kernel would. */
    private void kill(String name, List<String> victims) throws Exception {
        var arguments = new String[victims.size() + 1];
        Arrays.setAll(arguments, i -> i == 0 ? data() : victims.get(i - 1));
        var process = ApplicationProcess.start(log(name), CertificateCrashProcess.class, arguments);
        try {
            for (int i = 0; i < 1_200 && !Files.readString(log(name)).contains("\nREADY"); i++) {
                assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as(Files.readString(log(name))).isFalse();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(log(name))).contains("\nREADY").doesNotContain("NEVER CAME");
    }

    private List<String> lookedAt(String name) throws Exception {
        try (var lines = Files.lines(log(name))) {
            return lines.filter(line -> line.startsWith("LOOKED AT ")).map(line -> line.substring(10)).toList();
        }
    }

    @AfterEach
    void stopTheServer() throws Exception {
        ApplicationProcess.stopServer(directory.resolve("data"));
    }
}
