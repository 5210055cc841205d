package id.paraf.pades.pdf;

import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import id.paraf.pades.TestFiles;
import id.paraf.testing.Proves;

/**
 * The reader under Jazzer. A build runs the seeds and what was found once; CONTRIBUTING.md says how to search for more. Whatever the
 * bytes are, they are read or refused by name, within the limits.
 */
class ReaderFuzzIT {

    private static final Limits LIMITS = new Limits(1 << 20, 32, 20_000, 100_000, 200_000, 1_000_000, 50);

    static Stream<byte[]> files() {
        return List.of(TestFiles.withTable(1), TestFiles.withStreams(1), TestFiles.updated(TestFiles.withTable(1), "id"),
                TestFiles.updated(TestFiles.withStreams(1), "id")).stream();
    }

    @Proves("PD-02")
    @MethodSource("files")
    @FuzzTest(maxDuration = "5m")
    void readsOrRefuses(byte[] file) {
        if (file == null) {
            return;
        }
        try {
            HostileFilesTest.walk(PdfFile.of(file, LIMITS));
        } catch (MalformedPdf e) {
            // Refused by name.
            return;
        }
    }
}
