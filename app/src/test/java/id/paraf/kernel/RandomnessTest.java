package id.paraf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;

import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class RandomnessTest {

    private static final int MANY = 100_000;

    @Test
    @Proves("RP-02")
    void tokensAre256BitsAndNeverTheSame() {
        var randomness = new Randomness();
        var seen = new HashSet<String>();
        int[] ones = new int[256];
        for (int i = 0; i < MANY; i++) {
            String token = randomness.token();
            seen.add(token);
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            assertThat(bytes).hasSize(32);
            for (int bit = 0; bit < 256; bit++) {
                ones[bit] += bytes[bit / 8] >> bit % 8 & 1;
            }
        }
        assertThat(seen).hasSize(MANY);
        // Each bit is a fair coin: eight standard deviations are never reached by chance.
        for (int count : ones) {
            assertThat(Math.abs(count - MANY / 2)).isLessThan((int) (8 * Math.sqrt(MANY) / 2));
        }
    }
}
