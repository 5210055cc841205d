package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

import id.paraf.kernel.RefusedToStart;
import id.paraf.testing.OwnProcess;

/** A real process outside the demo profile without secrets: it ends, and its last words say what to set. */
@Timeout(180)
@OwnProcess
class RefusedStartIT {

    @TempDir
    Path data;

    @Test
    void withoutARootSecretTheProcessEndsWithTheSentence() throws Exception {
        String output = run();
        assertThat(output).contains("Paraf has no root secret").contains("PARAF_ROOT_SECRET").doesNotContain("\tat ", "Tomcat");
        assertThat(data).as("nothing was made").isEmptyDirectory();
    }

    @Test
    void aProcessThatIsToDieOnPurposeIsNoProductionProcess() {
        assertThatThrownBy(
                () -> new KeyroomWiring().faults(new MockEnvironment().withProperty("paraf.halt-at", "CHANGE_BEFORE_COMMIT")))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("paraf.halt-at");
    }

    private String run() throws Exception {
        var command = java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Paraf.class.getName(), "--server.port=0", "--paraf.data-directory=" + data);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARAF_") || name.startsWith("SPRING_"));
        var process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isEqualTo(1);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
