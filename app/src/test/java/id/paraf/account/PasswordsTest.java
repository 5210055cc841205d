package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.SecretText;
import id.paraf.testing.Proves;

class PasswordsTest {

    private static final int CHEAP = 64;
    private final Passwords passwords = new Passwords(new RootSecret(new byte[32]), new Randomness(), CHEAP);

    @Test
    @Proves("AU-05")
    void aHashNeedsTheKeyThatIsNotBesideIt() {
        String hash = passwords.hash(SecretText.of("kuda laut menari"));
        assertThat(passwords.matches(SecretText.of("kuda laut menari"), hash)).isTrue();
        var otherKey = new byte[32];
        otherKey[0] = 1;
        assertThat(
                new Passwords(new RootSecret(otherKey), new Randomness(), CHEAP).matches(SecretText.of("kuda laut menari"), hash))
                .isFalse();
        assertThat(hash).startsWith("v1$").doesNotContain("kuda");
    }

    @Test
    @Proves("AU-05")
    void aHashSaysWhatItCostAndAWeakerOneIsOutdated() {
        var stronger = new Passwords(new RootSecret(new byte[32]), new Randomness(), 2 * CHEAP);
        String old = passwords.hash(SecretText.of("kuda laut menari"));
        assertThat(stronger.matches(SecretText.of("kuda laut menari"), old)).as("the hash says itself what it cost").isTrue();
        assertThat(stronger.outdated(old)).isTrue();
        assertThat(stronger.outdated(stronger.hash(SecretText.of("kuda laut menari")))).isFalse();
    }

    @Test
    @Proves("AU-01")
    void nothingIsCutOffAndSpellingIsNormalised() {
        String longOne = "x".repeat(72) + "ujung";
        assertThat(passwords.matches(SecretText.of("x".repeat(72) + "UJUNG"), passwords.hash(SecretText.of(longOne)))).isFalse();
        // é as one character and as e with an accent; the ligature ﬁ.
        assertThat(passwords.matches(SecretText.of("cafe\u0301 \ufb01lm"), passwords.hash(SecretText.of("caf\u00e9 film"))))
                .isTrue();
    }

    @Test
    @Proves("RP-11")
    void nobodysPasswordIsNeverRight() {
        assertThat(passwords.matches(SecretText.of(""), null)).isFalse();
    }
}
