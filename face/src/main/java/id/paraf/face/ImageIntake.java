package id.paraf.face;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Lets bytes from outside become pixels. Type and size are read from the file's own structure before anything is decoded,
 * and only the parts that hold pixels reach the decoder: no metadata, no colour profiles, nothing behind the end.
 */
final class ImageIntake {

    static final int MOST_BYTES = 5 << 20;
    static final long MOST_PIXELS = 25_000_000;
    /** Longer pictures are thinned out while they are decoded. */
    private static final int LONG_SIDE = 1920;
    private static final float QUALITY = 0.92f;
    private static final ColorModel RGB = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
            Transparency.OPAQUE, DataBuffer.TYPE_BYTE);

    private ImageIntake() {
    }

    /** Pixels or the reason why there are none. */
    sealed interface Intake {
        record Taken(Pixels pixels) implements Intake {
        }

        record Refused(Reason reason) implements Intake {
        }
    }

    /** How the parts of a file that hold pixels become a picture. */
    interface Decoding {
        Pixels pixels(PixelFile clean) throws IOException;
    }

    static Intake take(byte[] file) {
        return file.length > MOST_BYTES ? new Intake.Refused(Reason.FILE_TOO_LARGE)
                : take(file, false, clean -> {
                    int step = (Math.max(clean.width(), clean.height()) + LONG_SIDE - 1) / LONG_SIDE;
                    return pixels(decode(clean, step));
                });
    }

    /** @param followed whether a JPEG may have further pictures behind it, which are left behind */
    static Intake take(byte[] file, boolean followed, Decoding decoding) {
        PixelFile clean;
        try {
            if (JpegParts.sniff(file)) {
                clean = JpegParts.read(file, followed);
            } else if (PngParts.sniff(file)) {
                clean = PngParts.read(file);
            } else {
                return new Intake.Refused(Reason.NOT_AN_IMAGE);
            }
        } catch (BrokenFile e) {
            return new Intake.Refused(Reason.BROKEN_IMAGE);
        }
        if ((long) clean.width() * clean.height() > MOST_PIXELS) {
            return new Intake.Refused(Reason.TOO_MANY_PIXELS);
        }
        try {
            return new Intake.Taken(decoding.pixels(clean));
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders answer damaged files with exceptions of many kinds; all mean the same here.
            return new Intake.Refused(Reason.BROKEN_IMAGE);
        }
    }

    /** @param step of so many pixels in each direction one is kept */
    static BufferedImage decode(PixelFile file, int step) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(file.format()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
            reader.setInput(in, true, true);
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        } finally {
            reader.dispose();
        }
    }

    static Pixels pixels(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
                && bytes.getData().length == 3 * image.getWidth() * image.getHeight()) {
            // What the JPEG decoder gives: no need to draw it once more.
            byte[] bgr = bytes.getData();
            int[] rgb = new int[bgr.length / 3];
            for (int i = 0, at = 0; i < rgb.length; i++, at += 3) {
                rgb[i] = (bgr[at + 2] & 255) << 16 | (bgr[at + 1] & 255) << 8 | bgr[at] & 255;
            }
            return new Pixels(image.getWidth(), image.getHeight(), rgb);
        }
        var plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = plain.createGraphics();
        try {
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        int[] rgb = ((DataBufferInt) plain.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xffffff;
        }
        return new Pixels(plain.getWidth(), plain.getHeight(), rgb);
    }

    /** Writes pixels as a plain JPEG: what comes out holds nothing that the picture does not show. */
    static CleanPhoto encode(Pixels pixels) {
        return encode(pixels, QUALITY);
    }

    static CleanPhoto encode(Pixels pixels, float quality) {
        BufferedImage image = interleaved(pixels);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream(1 << 17);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return new CleanPhoto(bytes.toByteArray(), pixels.width(), pixels.height());
    }

    /** Red, green, blue byte by byte: what the JPEG encoder takes without converting every row. */
    static BufferedImage interleaved(Pixels pixels) {
        int[] rgb = pixels.rgb();
        byte[] bytes = new byte[3 * rgb.length];
        for (int i = 0, at = 0; i < rgb.length; i++, at += 3) {
            bytes[at] = (byte) (rgb[i] >> 16);
            bytes[at + 1] = (byte) (rgb[i] >> 8);
            bytes[at + 2] = (byte) rgb[i];
        }
        var raster = Raster.createInterleavedRaster(new DataBufferByte(bytes, bytes.length), pixels.width(), pixels.height(),
                3 * pixels.width(), 3, new int[] {0, 1, 2}, null);
        return new BufferedImage(RGB, raster, false, null);
    }

    /** The parts of a file that hold its pixels, as a file. */
    record PixelFile(String format, int width, int height, byte[] bytes) {

        @Override
        public String toString() {
            return format + " " + width + "x" + height + " " + Arrays.hashCode(bytes);
        }
    }

    /** The file's structure does not hold together. */
    static final class BrokenFile extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenFile(String why) {
            super(why, null, false, false);
        }
    }
}
