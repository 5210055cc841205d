package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The converted nets compute what TensorFlow.js computes for the same input. */
class GoldenOutputTest {

    @Test
    void theDetectorEqualsTensorFlow() throws IOException {
        compare(Nets.Net.DETECTOR, -1, "blazeface-golden.bin", List.of("scores8", "scores16", "boxes8", "boxes16"), 2e-3);
    }

    @Test
    void theMeshEqualsTensorFlow() throws IOException {
        compare(Nets.Net.MESH, 0, "facemesh-golden.bin", List.of("face", "mesh"), 2e-3);
    }

    /** Outputs reach the hundreds, so that 2e-3 is less than 1e-4 of them. */
    private static void compare(Nets.Net net, float low, String golden, List<String> outputs, double tolerance) throws IOException {
        int side = net.side();
        float[] planes = new float[3 * side * side];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    planes[(c * side + y) * side + x] = (float) (low
                            + (1 - low) * (0.5 + 0.5 * Math.sin(y * 0.05 + c) * Math.cos(x * 0.07)));
                }
            }
        }
        try (var nets = new Nets(null); var in = GoldenOutputTest.class.getResourceAsStream(golden)) {
            var result = nets.run(net, input -> input.put(0, planes));
            var expected = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            for (String output : outputs) {
                for (float actual : result.get(output)) {
                    float wanted = expected.get();
                    assertThat((double) actual).as(output).isCloseTo(wanted,
                            within(Math.max(1e-4, tolerance * Math.min(1, Math.abs(wanted) / 20))));
                }
            }
            assertThat(expected.remaining()).isZero();
        }
    }
}
