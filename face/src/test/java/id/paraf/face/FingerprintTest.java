package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class FingerprintTest {

    private static final int[] TAKES = {4, 8, 16};

    private static Nets nets;

    @BeforeAll
    static void load() {
        nets = new Nets(null);
    }

    @AfterAll
    static void close() {
        nets.close();
    }

    /** One recognised frame is enough to refuse a capture, and a capture has at least four. */
    @Test
    @Proves("SF-03")
    void atLeastThreeOfFourFramesOfACopiedCaptureAreRecognised() {
        Map<String, UnaryOperator<Pixels>> changes = new TreeMap<>(Map.of(
                "re-encoded", picture -> picture,
                "scaled to 60 %", picture -> scaled(picture, 0.6),
                "brightened", FingerprintTest::brightened,
                "rotated by 6 degrees", FingerprintTest::rotated,
                "cropped to the head", picture -> cropped(picture, 1.6),
                "cropped to the face", picture -> cropped(picture, 1.3),
                "cropped and enlarged", picture -> scaled(cropped(picture, 1.3), 2),
                "mirrored", Pixels::mirrored,
                "mirrored and cropped to the face", picture -> cropped(picture, 1.3).mirrored()));
        var caught = new TreeMap<String, Integer>();
        int frames = 0;
        for (TestFaces person : TestFaces.values()) {
            for (int take : TAKES) {
                Pixels original = TestFaces.pixels(person.front(take, 0));
                Fingerprint seen = fingerprint(original);
                changes.forEach((name, change) -> caught.merge(name,
                        fingerprint(TestFaces.pixels(TestFaces.jpeg(change.apply(original)))).copyOf(seen) ? 1 : 0, Integer::sum));
                frames++;
            }
        }
        int all = frames;
        assertThat(caught).hasSize(changes.size()).allSatisfy((name, count) -> assertThat(count).as(name)
                .isGreaterThanOrEqualTo(List.of("re-encoded", "scaled to 60 %", "mirrored").contains(name) ? all
                        : all * 3 / 4));
    }

    @Test
    @Proves("SF-03")
    void anotherSittingAndAnotherPersonAreNoCopies() {
        var seen = new ArrayList<Fingerprint>();
        for (TestFaces person : TestFaces.values()) {
            for (int take : TAKES) {
                Fingerprint sitting = fingerprint(TestFaces.pixels(person.front(take, 0)));
                assertThat(seen).as("%s %d", person, take).noneMatch(sitting::copyOf);
                seen.add(sitting);
            }
        }
    }

    @Test
    void whatNeitherPictureShowsIsNotCompared() {
        byte[] nothing = new byte[Fingerprint.BYTES];
        assertThat(new Fingerprint(nothing).copyOf(new Fingerprint(nothing))).isFalse();
        assertThatThrownBy(() -> new Fingerprint(new byte[64])).isInstanceOf(IllegalArgumentException.class);
    }

    private static Fingerprint fingerprint(Pixels picture) {
        return new Frame(nets, picture).fingerprint();
    }

    private static Pixels scaled(Pixels picture, double factor) {
        double step = 1 / factor;
        return picture.sample((int) (picture.width() * factor), (int) (picture.height() * factor),
                new Pixels.Map(step, 0, step / 2 - 0.5, 0, step, step / 2 - 0.5), Pixels.Outside.NEAREST);
    }

    private static Pixels cropped(Pixels picture, double factor) {
        var face = new Detector(nets).find(picture).getFirst();
        double width = face.width() * factor;
        double height = face.height() * factor;
        return picture.sample((int) width, (int) height,
                new Pixels.Map(1, 0, face.centreX() - width / 2, 0, 1, face.centreY() - height / 2), Pixels.Outside.BLACK);
    }

    private static Pixels rotated(Pixels picture) {
        double cos = Math.cos(0.1);
        double sin = Math.sin(0.1);
        return picture.sample(picture.width(), picture.height(), new Pixels.Map(cos, -sin, 30, sin, cos, -25),
                Pixels.Outside.BLACK);
    }

    private static Pixels brightened(Pixels picture) {
        int[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            int pixel = rgb[i];
            rgb[i] = Math.min(255, (pixel >> 16 & 255) * 5 / 4) << 16 | Math.min(255, (pixel >> 8 & 255) * 5 / 4) << 8
                    | Math.min(255, (pixel & 255) * 5 / 4);
        }
        return new Pixels(picture.width(), picture.height(), rgb);
    }
}
