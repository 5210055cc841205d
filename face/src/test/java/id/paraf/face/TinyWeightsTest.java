package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import id.paraf.face.build.TinyWeights;

class TinyWeightsTest {

    /** Dead channels made the embedding nine times slower on every thread that was not told to ignore such numbers. */
    @ParameterizedTest
    @EnumSource(Nets.Net.class)
    void noModelOfOursComputesWithNumbersTooSmallToMatter(Nets.Net net) throws IOException {
        try (var in = Nets.class.getResourceAsStream("models/" + net.file())) {
            assertThat(TinyWeights.zero(in.readAllBytes())).isZero();
        }
    }
}
