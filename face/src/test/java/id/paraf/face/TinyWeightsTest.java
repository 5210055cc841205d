package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import id.paraf.face.build.TinyWeights;

class TinyWeightsTest {

    /** ModelProto.graph (7) holds an initializer (5) of type FLOAT (2 = 1) whose raw_data (9) is 1e-20, 0.5, -1e-16, 0. */
    @Test
    void zeroesWhatIsTooSmallAndNothingElse() {
        var model = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {0x3a, 22, 0x2a, 20, 0x10, 1, 0x4a, 16})
                .putFloat(1e-20f).putFloat(0.5f).putFloat(-1e-16f).putFloat(0);
        assertThat(TinyWeights.zero(model.array())).isEqualTo(2);
        assertThat(new float[] {model.getFloat(8), model.getFloat(12), model.getFloat(16), model.getFloat(20)})
                .containsExactly(0, 0.5f, 0, 0);
    }

    /** Dead channels made the embedding nine times slower on every thread that was not told to ignore such numbers. */
    @ParameterizedTest
    @EnumSource(Nets.Net.class)
    void noModelOfOursComputesWithNumbersTooSmallToMatter(Nets.Net net) throws IOException {
        try (var in = Nets.class.getResourceAsStream("models/" + net.file())) {
            assertThat(TinyWeights.zero(in.readAllBytes())).isZero();
        }
    }
}
