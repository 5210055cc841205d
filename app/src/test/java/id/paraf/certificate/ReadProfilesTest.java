package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;

class ReadProfilesTest {

    @TempDir
    Path folder;

    private Profiles read(String text) throws Exception {
        Path file = folder.resolve("profiles.properties");
        Files.writeString(file, text);
        return new ReadProfiles().profiles(file.toString(), new Randomness(), Clock.systemUTC());
    }

    @Test
    void aFileOfTheOperatorsIsRead() throws Exception {
        var profiles = read("signer.keys = RSA3072\nsigner.policies = 1.3.6.1.4.1.99999.1, 0.4.0.2042.1.1");
        assertThat(profiles.get(Profile.Kind.SIGNER).keys()).containsExactly(Profile.KeyKind.RSA3072);
    }

    @Test
    void theStartIsRefusedWithFileProfileAndField() {
        assertThatThrownBy(() -> read("signer.longest = 900d")).isInstanceOf(RefusedToStart.class).hasMessage("The file "
                + folder.resolve("profiles.properties")
                + " (paraf.profiles) cannot be used: signer.longest: it is more than 825 days "
                + "(S/MIME Baseline Requirements 6.3.2).");
        assertThatThrownBy(
                () -> new ReadProfiles().profiles(folder.resolve("none").toString(), new Randomness(), Clock.systemUTC()))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("cannot be read");
    }
}
