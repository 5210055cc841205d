package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.kernel.RootSecret;

/** Where the root secret may come from, and the sentences that refuse everything else. */
class RootSecretFileTest {

    private static final String GOOD = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path directory;

    private RootSecret secret(@Nullable String value, @Nullable Path file, String... profiles) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        var settings = new Settings(directory, value, file, new Settings.Database(null, "paraf", "", 10, Duration.ofSeconds(10)));
        return new Foundation().rootSecret(settings, environment, new Randomness());
    }

    private Path file(String content, String permissions) throws Exception {
        var file = Files.writeString(directory.resolve("root.secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void withoutOneItSaysWhatToSet() {
        assertThatThrownBy(() -> secret(null, null)).isInstanceOf(RefusedToStart.class)
                .hasMessageContainingAll("openssl rand -base64 32", "chmod 600", "paraf.root-secret-file", "PARAF_ROOT_SECRET");
        assertThatThrownBy(() -> secret(" ", null)).isInstanceOf(RefusedToStart.class);
    }

    @Test
    void theDemoMakesItsOwnAndKeepsIt() throws Exception {
        var first = secret(null, null, "demo").derive("a", "HmacSHA256");
        assertThat(secret(null, null, "demo").derive("a", "HmacSHA256")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets/root.secret"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx", "rw------x"})
    void aFileThatOthersMayReadOrReplaceIsRefused(String permissions) throws Exception {
        var file = file(GOOD, permissions);
        assertThatThrownBy(() -> secret(null, file)).isInstanceOf(RefusedToStart.class).hasMessageContaining("chmod 600")
                .hasMessageNotContaining(GOOD);
    }

    @Test
    void aStrictFileWorks() throws Exception {
        assertThat(secret(null, file(GOOD + "\n", "rw-------"))).isNotNull();
        assertThat(secret(null, file(GOOD, "r--------")).toString()).doesNotContain(GOOD);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var file = directory.resolve("nowhere");
        assertThatThrownBy(() -> secret(null, file)).isInstanceOf(RefusedToStart.class).hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aSecretOfTheWrongShapeIsRefusedWithoutPrintingIt(String wrong) {
        assertThatThrownBy(() -> secret(wrong, null)).isInstanceOf(RefusedToStart.class).hasMessageContaining("32 bytes")
                .hasMessageNotContaining(wrong);
    }
}
