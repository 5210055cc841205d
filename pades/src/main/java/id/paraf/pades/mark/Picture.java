package id.paraf.pades.mark;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/**
 * An image XObject: JPEG data as it comes, PNG unpacked and packed again.
 *
 * @param colours components per pixel: 1 or 3
 * @param data    as {@code filter} packs it
 * @param alpha   Flate-packed opacity, one byte per pixel, or null
 */
record Picture(int width, int height, int colours, String filter, byte[] data, byte @Nullable [] alpha) {

    private static final int MOST_BYTES = 8 << 20;
    private static final long MOST_PIXELS = 4_000_000;

    /** @param opaque whether what would show through is white instead */
    static Picture read(byte[] file, boolean opaque) throws UnusableMark {
        if (file.length > MOST_BYTES) {
            throw new UnusableMark("more than " + MOST_BYTES + " bytes");
        }
        if (file.length > 8 && (file[0] & 0xFF) == 0x89 && file[1] == 'P' && file[2] == 'N' && file[3] == 'G') {
            return png(file, opaque);
        }
        if (file.length > 4 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8) {
            return jpeg(file);
        }
        throw new UnusableMark("neither PNG nor JPEG");
    }

    private static Picture png(byte[] file, boolean opaque) throws UnusableMark {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            limit(reader.getWidth(0), reader.getHeight(0));
            return pixels(reader.read(0), opaque);
        } catch (IOException | RuntimeException _) {
            // The decoder throws whatever comes to its mind on damaged data.
            throw new UnusableMark("a damaged PNG");
        } finally {
            reader.dispose();
        }
    }

    private static Picture pixels(BufferedImage image, boolean onWhite) {
        int width = image.getWidth();
        int height = image.getHeight();
        var row = new int[width];
        var line = new byte[width * 3];
        var opacity = new byte[width];
        boolean opaque = true;
        var colours = new Packer();
        var alpha = new Packer();
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                row[x] = onWhite ? onWhite(row[x]) : row[x];
                opacity[x] = (byte) (row[x] >>> 24);
                opaque &= opacity[x] == -1;
                line[3 * x] = (byte) (row[x] >> 16);
                line[3 * x + 1] = (byte) (row[x] >> 8);
                line[3 * x + 2] = (byte) row[x];
            }
            colours.write(line);
            alpha.write(opacity);
        }
        return new Picture(width, height, 3, "FlateDecode", colours.bytes(), opaque ? null : alpha.bytes());
    }

    /** The pixel as it is seen on white paper. */
    private static int onWhite(int pixel) {
        int opacity = pixel >>> 24;
        int seen = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            seen = seen << 8 | ((pixel >> shift & 0xFF) * opacity + 255 * (255 - opacity) + 127) / 255;
        }
        return seen;
    }

    /** Reads the frame header, ITU-T T.81 §B.2.2. */
    private static Picture jpeg(byte[] file) throws UnusableMark {
        int at = 2;
        while (at + 9 < file.length && (file[at] & 0xFF) == 0xFF) {
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                int height = (file[at + 5] & 0xFF) << 8 | file[at + 6] & 0xFF;
                int width = (file[at + 7] & 0xFF) << 8 | file[at + 8] & 0xFF;
                int colours = file[at + 9] & 0xFF;
                // Baseline, extended and progressive: what DCTDecode reads.
                if (marker > 0xC2 || file[at + 4] != 8 || colours != 1 && colours != 3) {
                    throw new UnusableMark("a JPEG of an unusual kind");
                }
                limit(width, height);
                return new Picture(width, height, colours, "DCTDecode", file, null);
            }
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            at += 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
        }
        throw new UnusableMark("a damaged JPEG");
    }

    private static void limit(int width, int height) throws UnusableMark {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new UnusableMark("more than " + MOST_PIXELS + " pixels, or none");
        }
    }

    PdfObject.Reference add(PdfUpdate update) throws MalformedPdf {
        var dictionary = image(filter, colours == 3 ? sRgb(update) : Appearance.GREY);
        if (alpha != null) {
            dictionary = dictionary.with("SMask", update.add(image("FlateDecode", new PdfObject.Name("DeviceGray")), alpha));
        }
        return update.add(dictionary, data);
    }

    /** Colours that do not depend on the device, by the profile itself: ISO 32000-2 §8.6.5.5. */
    private static PdfObject sRgb(PdfUpdate update) throws MalformedPdf {
        var profile = PdfObject.Dictionary.EMPTY.with("N", new PdfObject.Int(3))
                .with("Alternate", new PdfObject.Name("DeviceRGB")).with("Filter", new PdfObject.Name("FlateDecode"));
        return PdfObject.Array.of(new PdfObject.Name("ICCBased"), update.add(profile, Profile.PACKED));
    }

    private PdfObject.Dictionary image(String packing, PdfObject space) {
        return PdfObject.Dictionary.ofType("XObject").with("Subtype", new PdfObject.Name("Image"))
                .with("Width", new PdfObject.Int(width)).with("Height", new PdfObject.Int(height)).with("ColorSpace", space)
                .with("BitsPerComponent", new PdfObject.Int(8)).with("Filter", new PdfObject.Name(packing));
    }

    private static final class Profile {

        static final byte[] PACKED = Subset.packed(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }

    private static final class Packer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DeflaterOutputStream packing = new DeflaterOutputStream(bytes);

        void write(byte[] row) {
            try {
                packing.write(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() {
            try {
                packing.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
