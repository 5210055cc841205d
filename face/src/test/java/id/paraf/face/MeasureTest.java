package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.testing.Proves;

class MeasureTest {

    @TempDir
    static Path photos;

    /** Three people with six photos each, one file that is no photo, one person beside the camera. */
    @BeforeAll
    static void draw() throws IOException {
        for (TestFaces person : TestFaces.values()) {
            Path own = Files.createDirectory(photos.resolve(person.name().toLowerCase(Locale.ROOT)));
            for (int i = 0; i < 6; i++) {
                Files.write(own.resolve(i + ".jpg"), person.front(4, i));
            }
        }
        Files.write(photos.resolve("third").resolve("broken.jpg"), new byte[10]);
        Files.write(photos.resolve("third").resolve("nobody.jpg"), TestFaces.nobody(1));
        Files.writeString(photos.resolve("groups.csv"), "astronaut,one\nsecond,one\n");
    }

    @Test
    @Proves("SF-02")
    void everyCountIsTheOneThatCanBeCountedByHand() throws IOException {
        String report = measure(null, false);
        assertThat(report).contains("18 photos of 3 people", "NOT_AN_IMAGE=1", "NO_FACE=1", "median", "95th percentile",
                "live photos refused as pictures at 0.90: 0.0000 % [0.0000, 16.6667]",
                // 3 people × 15 pairs, and 153 pairs in all.
                "One photo against one: 45 pairs of one person, 108 of two",
                // Two means each: 15 pairs, 3 of them of one person.
                "Three photos against three: 3 pairs of one person, 12 of two", "too few pairs to say",
                "1 people stand in no group");
        assertThat(report).containsPattern("0\\.50\\* +0\\.0000 % \\[0\\.0000, 2\\.7778\\] +0\\.0000 % \\[0\\.0000, 6\\.6667\\]")
                .containsPattern("0\\.55\\* +0\\.0000 % \\[0\\.0000, 25\\.0000\\]")
                .containsPattern("one +false matches 0\\.0000 % \\[0\\.0000, 8\\.3333\\]; false refusals 0\\.0000 %");
    }

    @Test
    @Proves("SF-02")
    void ratesCarryTheirInterval() {
        // Wilson's interval for 10 of 100 as printed in Newcombe 1998; three in n where none was seen.
        assertThat(new Rate(10, 100).low()).isCloseTo(0.0552, within(1e-4));
        assertThat(new Rate(10, 100).high()).isCloseTo(0.1744, within(1e-4));
        assertThat(new Rate(0, 30_000).high()).isCloseTo(1e-4, within(1e-9));
        assertThat(new Rate(30, 30).low()).isCloseTo(0.9, within(1e-9));
        assertThat(new Rate(0, 0).toString()).isEqualTo("nothing to measure");
        var tally = new Tally();
        tally.add(true, 0.52);
        tally.add(true, 0.61);
        tally.add(false, 0.46);
        tally.add(false, Double.NaN);
        assertThat(tally.falseRefusals(0.55)).isEqualTo(new Rate(1, 2));
        assertThat(tally.falseMatches(0.45)).isEqualTo(new Rate(1, 2));
        assertThat(tally.falseMatches(0.50)).isEqualTo(new Rate(0, 2));
    }

    /** A release with a model that nobody measured fails here. */
    @Test
    @Proves("SF-02")
    void everyModelThatShipsHasItsMeasuredRates() throws Exception {
        var record = Measured.shipped();
        for (Nets.Net net : Nets.Net.values()) {
            try (var in = Nets.class.getResourceAsStream("models/" + net.file())) {
                assertThat(record.getProperty(net.name().toLowerCase(Locale.ROOT))).as(net.file())
                        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes())));
            }
        }
        var matches = new Rate(Long.parseLong(record.getProperty("impostor.matched")),
                Long.parseLong(record.getProperty("impostor.pairs")));
        var refusals = new Rate(Long.parseLong(record.getProperty("genuine.refused")),
                Long.parseLong(record.getProperty("genuine.pairs")));
        assertThat(matches.share()).isLessThan(5e-4);
        assertThat(refusals.share()).isLessThan(0.03);
        assertThat(Double.parseDouble(record.getProperty("threshold"))).isEqualTo(FaceSettings.defaults().similarity());
        assertThat(record.getProperty("set")).isNotBlank();
    }

    @Test
    @Proves("SF-02")
    void modelsOfYourOwnDecideAboutNobodyBeforeTheyWereMeasured(@TempDir Path models) throws IOException {
        byte[] liveness;
        try (var in = Nets.class.getResourceAsStream("models/liveness.onnx")) {
            liveness = in.readAllBytes();
        }
        // ModelProto field 6, doc_string: another file that computes the same.
        byte[] other = Arrays.copyOf(liveness, liveness.length + 3);
        System.arraycopy(new byte[] {0x32, 1, 'x'}, 0, other, liveness.length, 3);
        Files.write(models.resolve("liveness.onnx"), other);
        var settings = FaceSettings.defaults().withModels(models);
        assertThatThrownBy(() -> new OnnxFaceCheck(settings)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("liveness.onnx").hasMessageContaining("face/measure");

        assertThat(measure(models, true)).contains("Recorded in");
        assertThat(Files.readAllLines(models.resolve(Measured.FILE))).contains("genuine.pairs=3", "impostor.pairs=12",
                "impostor.matched=0");
        try (var check = new OnnxFaceCheck(settings)) {
            assertThat(check.hint(TestFaces.ASTRONAUT.front(4, 0)).reason()).isNull();
        }

        other[liveness.length + 2] = 'y';
        Files.write(models.resolve("liveness.onnx"), other);
        assertThatThrownBy(() -> new OnnxFaceCheck(settings)).as("a record of another file")
                .isInstanceOf(IllegalStateException.class);
        Files.write(models.resolve("liveness.onnx"), liveness);
        new OnnxFaceCheck(settings).close();
    }

    private static String measure(Path models, boolean record) throws IOException {
        var out = new ByteArrayOutputStream();
        Measure.run(photos, models, record, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
