package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ai.onnxruntime.OrtEnvironment;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

    /**
     * ONNX Runtime 1.29 reports its use to its maker, unless an environment variable forbids it, and reading the command
     * line for that report it crashes the process when the class path is long. A build with either is not for us.
     */
    @Test
    void theLibraryThatReadsFacesReportsToNobody() throws IOException {
        try (var library = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
            var text = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text.contains("events.data.microsoft.com")).isFalse();
            assertThat(text.contains("ORT_DISABLE_TELEMETRY")).isFalse();
        }
    }
}
