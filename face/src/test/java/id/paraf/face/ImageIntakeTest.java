package id.paraf.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class ImageIntakeTest {

    private static final byte[] JPEG = TestFaces.jpeg(new Pixels(64, 48, gradient(64 * 48)));
    private static final byte[] PNG = png();

    @Test
    void jpegAndPngAreTaken() {
        for (byte[] file : new byte[][] {JPEG, PNG}) {
            Pixels pixels = ((ImageIntake.Intake.Taken) ImageIntake.take(file)).pixels();
            assertThat(pixels.width()).isEqualTo(64);
            assertThat(pixels.height()).isEqualTo(48);
        }
    }

    /** Telephones write the colours of every pixel where desktops write every fourth; both are YCbCr. */
    @Test
    void coloursAreReadAlikeHoweverTheyAreSampled() throws IOException {
        int[] skin = new int[64 * 48];
        Arrays.fill(skin, 0xc08060);
        for (String factor : new String[] {"1", "2"}) {
            Pixels pixels = TestFaces.pixels(jpeg(new Pixels(64, 48, skin), factor));
            for (int shift = 0; shift < 24; shift += 8) {
                assertThat(pixels.rgb()[64 * 24 + 32] >> shift & 255).as("sampled by %s", factor)
                        .isBetween((0xc08060 >> shift & 255) - 4, (0xc08060 >> shift & 255) + 4);
            }
        }
    }

    @Test
    void pixelsAreThoseOfTheJdk() throws IOException {
        byte[] file = TestFaces.THIRD.front(4, 0);
        Pixels pixels = TestFaces.pixels(file);
        var image = ImageIO.read(new ByteArrayInputStream(file));
        int[] theirs = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < theirs.length; i++) {
            theirs[i] &= 0xffffff;
        }
        assertThat(pixels.rgb()).isEqualTo(theirs);
    }

    private static byte[] jpeg(Pixels pixels, String sampling) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            BufferedImage image = ImageIntake.interleaved(pixels);
            var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            var tree = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
            var first = (IIOMetadataNode) tree.getElementsByTagName("componentSpec").item(0);
            first.setAttribute("HsamplingFactor", sampling);
            first.setAttribute("VsamplingFactor", sampling);
            metadata.setFromTree("javax_imageio_jpeg_image_1.0", tree);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Test
    @Proves("SF-10")
    void otherTypesAreNamed() {
        assertThat(reason("GIF89a............".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(reason("RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(reason("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(reason("%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).isEqualTo(Reason.NOT_AN_IMAGE);
        assertThat(reason(new byte[0])).isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @Test
    @Proves("SF-10")
    void tooManyBytesOrPixelsAreRefusedBeforeDecoding() {
        assertThat(reason(Arrays.copyOf(JPEG, ImageIntake.MOST_BYTES + 1))).isEqualTo(Reason.FILE_TOO_LARGE);
        // A PNG that claims 30,000 × 30,000 pixels, in a few hundred bytes.
        assertThat(reason(bomb(30_000, 30_000))).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(reason(bomb(Integer.MAX_VALUE, Integer.MAX_VALUE))).isEqualTo(Reason.TOO_MANY_PIXELS);
        byte[] wide = JPEG.clone();
        int frame = sof(wide);
        wide[frame + 3] = (byte) 0xff;
        wide[frame + 4] = (byte) 0xff;
        wide[frame + 5] = (byte) 0xff;
        wide[frame + 6] = (byte) 0xff;
        assertThat(reason(wide)).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    @Proves("SF-10")
    void cutOffAndPolyglotFilesAreRefused() throws IOException {
        for (byte[] file : new byte[][] {JPEG, PNG}) {
            assertThat(reason(Arrays.copyOf(file, file.length / 2))).isEqualTo(Reason.BROKEN_IMAGE);
            var polyglot = new ByteArrayOutputStream();
            polyglot.write(file);
            polyglot.write("PK\3\4<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));
            assertThat(reason(polyglot.toByteArray())).isEqualTo(Reason.BROKEN_IMAGE);
        }
    }

    @Test
    @Proves("SF-10")
    void metadataDoesNotSurvive() throws IOException {
        var exif = new ByteArrayOutputStream();
        exif.write(JPEG, 0, 2);
        byte[] place = "Exif\0\0GPS 6.2088 S, 106.8456 E".getBytes(StandardCharsets.US_ASCII);
        exif.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (place.length + 2)});
        exif.write(place);
        exif.write(JPEG, 2, JPEG.length - 2);
        Pixels pixels = ((ImageIntake.Intake.Taken) ImageIntake.take(exif.toByteArray())).pixels();
        String clean = new String(ImageIntake.encode(pixels).jpeg(), StandardCharsets.ISO_8859_1);
        assertThat(clean).doesNotContain("GPS").doesNotContain("Exif");
    }

    @Property(tries = 400)
    void damagedFilesAreTakenOrRefusedButNeverThrow(@ForAll boolean png, @ForAll @IntRange(max = 4000) int where,
            @ForAll @Size(max = 24) byte[] what, @ForAll boolean insert) {
        byte[] file = png ? PNG : JPEG;
        int at = where % file.length;
        byte[] damaged;
        if (insert) {
            damaged = new byte[file.length + what.length];
            System.arraycopy(file, 0, damaged, 0, at);
            System.arraycopy(what, 0, damaged, at, what.length);
            System.arraycopy(file, at, damaged, at + what.length, file.length - at);
        } else {
            damaged = file.clone();
            System.arraycopy(what, 0, damaged, at, Math.min(what.length, file.length - at));
        }
        settles(damaged);
    }

    @Property(tries = 200)
    void noiseBehindAGoodBeginningNeverThrows(@ForAll boolean png, @ForAll @Size(max = 600) byte[] noise,
            @ForAll @IntRange(min = 2, max = 200) int good) {
        byte[] file = png ? PNG : JPEG;
        byte[] mixed = Arrays.copyOf(file, Math.min(good, file.length) + noise.length);
        System.arraycopy(noise, 0, mixed, Math.min(good, file.length), noise.length);
        settles(mixed);
    }

    /** Chunks with a right checksum reach the decoder. */
    @Property(tries = 100)
    void damagedPixelDataOfAPngNeverThrows(@ForAll @Size(min = 1, max = 40) byte[] data) {
        settles(chunks(64, 48, data));
    }

    private static void settles(byte[] file) {
        switch (ImageIntake.take(file)) {
            case ImageIntake.Intake.Taken(Pixels pixels) ->
                assertThat(pixels.rgb().length).isEqualTo(pixels.width() * pixels.height());
            case ImageIntake.Intake.Refused(Reason reason) -> assertThat(reason.file()).isTrue();
        }
    }

    private static Reason reason(byte[] file) {
        return ((ImageIntake.Intake.Refused) ImageIntake.take(file)).reason();
    }

    private static int[] gradient(int size) {
        int[] rgb = new int[size];
        for (int i = 0; i < size; i++) {
            rgb[i] = i * 77 & 0xffffff;
        }
        return rgb;
    }

    private static byte[] png() {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 64, 48, gradient(64 * 48), 0, 64);
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static int sof(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if ((jpeg[i] & 255) == 0xff && (jpeg[i + 1] & 255) == 0xc0) {
                return i + 2;
            }
        }
        throw new AssertionError("no frame");
    }

    private static byte[] bomb(int width, int height) {
        var deflater = new Deflater();
        deflater.setInput(new byte[100_000]);
        deflater.finish();
        byte[] packed = new byte[1000];
        return chunks(width, height, Arrays.copyOf(packed, deflater.deflate(packed)));
    }

    private static byte[] chunks(int width, int height, byte[] data) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(PNG, 8));
        out.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).array()));
        out.writeBytes(chunk("IDAT", data));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name).put(data).putInt((int) crc.getValue()).array();
    }
}
