package id.paraf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.boot.Paraf;
import id.paraf.testing.OwnProcess;
import id.paraf.testing.Proves;

/** {@code audit export} as an operator types it: a process that starts, writes the file and ends. */
@Timeout(300)
@OwnProcess
class AuditExportIT {

    @TempDir
    Path data;

    @Test
    @Proves("AL-05")
    void theCommandWritesATrailThatAnyMachineCanCheck() throws Exception {
        Path file = data.resolve("trail.jsonl");
        String said = run("audit", "export", file.toString(), "--spring.profiles.active=demo",
                "--paraf.data-directory=" + data.resolve("data"));
        assertThat(said).contains("Intact: ").contains("signed by ");
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(2);
        var out = new ByteArrayOutputStream();
        String key = said.strip().replaceFirst("(?s).*signed by ", "");
        assertThat(Commands.run(new PrintStream(out), "audit", "verify", file.toString(), "--key=" + key)).as(out.toString())
                .isZero();
    }

    private static String run(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Paraf.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARAF_") || name.startsWith("SPRING_"));
        var process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
