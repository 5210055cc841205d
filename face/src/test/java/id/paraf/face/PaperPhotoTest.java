package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

/** Photos of papers and cards, as phones make them: on their side, with a place in them, and with more behind them. */
class PaperPhotoTest {

    /** Red on the left, blue on the right, and a green corner at the top left. */
    private static final Pixels SCENE = scene(80, 40);
    private static OnnxFaceCheck check;

    @BeforeAll
    static void open() {
        check = new OnnxFaceCheck(FaceSettings.defaults());
    }

    @AfterAll
    static void close() {
        check.close();
    }

    private static Pixels scene(int width, int height) {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i % width < width / 2 ? 0xff0000 : 0x0000ff;
            if (i % width < width / 8 && i / width < height / 4) {
                rgb[i] = 0x00ff00;
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** A JPEG whose Exif segment says how the camera was held and where. */
    private static byte[] held(int orientation, boolean little) {
        byte[] jpeg = TestFaces.jpeg(SCENE);
        var exif = new ByteArrayOutputStream();
        exif.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        exif.writeBytes((little ? "II*\0\b\0\0\0\1\0" : "MM\0*\0\0\0\b\0\1").getBytes(StandardCharsets.ISO_8859_1));
        exif.writeBytes(little ? new byte[] {0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0}
                : new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0});
        exif.writeBytes("GPS -6.175392 106.827153".getBytes(StandardCharsets.ISO_8859_1));
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.size() + 2)});
        file.writeBytes(exif.toByteArray());
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private static CleanPhoto made(byte[] file) {
        assertThat(PaperPhoto.of(file)).isInstanceOf(PaperPhoto.Outcome.Made.class);
        return ((PaperPhoto.Outcome.Made) PaperPhoto.of(file)).photo();
    }

    private static String colour(CleanPhoto photo, double x, double y) {
        Pixels pixels = TestFaces.pixels(photo.jpeg());
        int at = pixels.rgb()[(int) (y * (pixels.height() - 1)) * pixels.width() + (int) (x * (pixels.width() - 1))];
        return (at >> 16 & 255) > 150 ? "red" : (at >> 8 & 255) > 150 ? "green" : "blue";
    }

    @Test
    @Proves("SF-10")
    void aPhotoIsUprightAndSaysNothingOfWhereItWasTaken() {
        // Where the green corner has to be seen: at the left or the right, at the top or the bottom.
        double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (boolean little : new boolean[] {true, false}) {
                CleanPhoto photo = made(held(orientation, little));
                assertThat(photo.width() > photo.height()).as("orientation %d", orientation).isEqualTo(orientation < 5);
                assertThat(colour(photo, corners[orientation - 1][0], corners[orientation - 1][1]))
                        .as("orientation %d", orientation)
                        .isEqualTo("green");
                assertThat(new String(photo.jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "GPS", "106.8");
            }
        }
        assertThat(colour(made(held(99, true)), 0, 0)).as("a number that means nothing").isEqualTo("green");
    }

    @Test
    @Proves("SF-10")
    void whatStandsBehindThePictureIsAnotherPictureOrRefused() {
        byte[] jpeg = TestFaces.jpeg(SCENE);
        assertThat(made(joined(jpeg, jpeg)).width()).as("a brighter copy, as phones put there").isEqualTo(80);
        for (byte[] more : List.of("PK\3\4".getBytes(StandardCharsets.ISO_8859_1),
                "<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1), "%PDF-1.7".getBytes(StandardCharsets.ISO_8859_1),
                new byte[] {(byte) 0xff})) {
            assertThat(PaperPhoto.of(joined(jpeg, more))).isEqualTo(new PaperPhoto.Outcome.Refused(Reason.BROKEN_IMAGE));
        }
        assertThat(ImageIntake.take(joined(jpeg, jpeg))).as("a live frame has nothing behind it")
                .isEqualTo(new ImageIntake.Intake.Refused(Reason.BROKEN_IMAGE));
        assertThat(PaperPhoto.of(Arrays.copyOf(jpeg, jpeg.length - 40))).isInstanceOf(PaperPhoto.Outcome.Refused.class);
        assertThat(PaperPhoto.of(new byte[(5 << 20) + 1])).isEqualTo(new PaperPhoto.Outcome.Refused(Reason.FILE_TOO_LARGE));
        assertThat(PaperPhoto.of("GIF89a".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new PaperPhoto.Outcome.Refused(Reason.NOT_AN_IMAGE));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void aLargePhotoIsMadeSmallerByMeansAndNotByLeavingOut() {
        int[] rgb = new int[4000 * 1000];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (i % 4000 + i / 4000) % 2 == 0 ? 0xffffff : 0;
        }
        CleanPhoto photo = made(TestFaces.jpeg(new Pixels(4000, 1000, rgb)));
        assertThat(photo.width()).isEqualTo(2000);
        Pixels seen = TestFaces.pixels(photo.jpeg());
        int middle = seen.rgb()[seen.height() / 2 * seen.width() + seen.width() / 3] & 255;
        assertThat(middle).as("black and white in turn are grey").isBetween(100, 155);
    }

    @Test
    @Proves("SF-04")
    void theFaceOnACardIsFoundAndCompared() {
        List<byte[]> astronaut = List.of(TestFaces.ASTRONAUT.front(1, 0), TestFaces.ASTRONAUT.front(2, 0));
        assertThat(alike(card(TestFaces.ASTRONAUT), astronaut)).isGreaterThan(0.5);
        assertThat(alike(card(TestFaces.SECOND), astronaut)).isLessThan(0.5);
        assertThat(check.likeness(TestFaces.jpeg(SCENE), astronaut)).isEqualTo(new Likeness.NoFace());
        assertThat(check.likeness(new byte[] {1}, astronaut)).isInstanceOf(Likeness.Unavailable.class);
        assertThat(check.likeness(card(TestFaces.ASTRONAUT), List.of())).isInstanceOf(Likeness.Unavailable.class);
        assertThat(check.likeness(card(TestFaces.ASTRONAUT), List.of(TestFaces.jpeg(SCENE))))
                .isInstanceOf(Likeness.Unavailable.class);
    }

    private static double alike(byte[] card, List<byte[]> person) {
        assertThat(check.likeness(card, person)).isInstanceOf(Likeness.Compared.class);
        return ((Likeness.Compared) check.likeness(card, person)).similarity();
    }

    /** A small portrait at the right of a large empty card. */
    private static byte[] card(TestFaces face) {
        Pixels portrait = TestFaces.pixels(face.front(4, 0));
        int width = 1600;
        int height = 1000;
        int[] rgb = new int[width * height];
        Arrays.fill(rgb, 0xb8c8e0);
        double scale = portrait.height() / 420.0;
        int columns = (int) (portrait.width() / scale);
        Pixels small = portrait.sample(columns, 420, new Pixels.Map(scale, 0, 0, 0, scale, 0), Pixels.Outside.NEAREST);
        for (int y = 0; y < 420; y++) {
            System.arraycopy(small.rgb(), y * columns, rgb, (y + 300) * width + width - columns - 60, columns);
        }
        return TestFaces.jpeg(new Pixels(width, height, rgb));
    }
}
