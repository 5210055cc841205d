package id.paraf.face;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A photo of a paper or a card, made anew from its pixels: upright, small enough to be shown, without EXIF, GPS or anything else
 * that was in the file. Unlike a live frame it comes from wherever somebody keeps photos, and its letters must stay legible.
 */
public final class PaperPhoto {

    /** An A4 page at 300 dots an inch has 3508. */
    private static final int LONG_SIDE = 3600;
    private static final float QUALITY = 0.85f;
    /** Part of a picture's width and height that is looked through for a small face. */
    private static final double PART = 0.6;
    /** Twenty-five megapixels take a hundred megabytes for a moment: one picture at a time. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private PaperPhoto() {
    }

    /** What became of a file. */
    public sealed interface Outcome {
        record Made(CleanPhoto photo) implements Outcome {
        }

        /** @param reason one of those about files */
        record Refused(Reason reason) implements Outcome {
        }
    }

    /** Takes JPEG and PNG up to 5 MiB and 25 megapixels, by what is in the file and not by its name. */
    public static Outcome of(byte[] file) {
        if (file.length > ImageIntake.MOST_BYTES) {
            return new Outcome.Refused(Reason.FILE_TOO_LARGE);
        }
        ONE_AT_A_TIME.lock();
        try {
            return switch (pixels(file)) {
                case ImageIntake.Intake.Refused(Reason reason) -> new Outcome.Refused(reason);
                case ImageIntake.Intake.Taken(Pixels pixels) -> new Outcome.Made(
                        ImageIntake.encode(Turned.upright(pixels, JpegParts.sniff(file) ? ExifOrientation.of(file)
                                : ExifOrientation.UPRIGHT), QUALITY));
            };
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** The pixels as they stand in the file, thinned out where there are too many. */
    static ImageIntake.Intake pixels(byte[] file) {
        return ImageIntake.take(file, true, clean -> decode(clean));
    }

    private static Pixels decode(ImageIntake.PixelFile clean) throws IOException {
        int step = (Math.max(clean.width(), clean.height()) + LONG_SIDE - 1) / LONG_SIDE;
        if (step == 1 || !clean.format().equals("jpeg")) {
            // A PNG may have eight bytes a pixel: it is thinned out before it is in memory.
            return ImageIntake.pixels(ImageIntake.decode(clean, step));
        }
        BufferedImage image = ImageIntake.decode(clean, 1);
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR && image.getRaster().getDataBuffer() instanceof DataBufferByte bytes
                ? averaged(bytes.getData(), image.getWidth(), image.getHeight(), step)
                : ImageIntake.pixels(ImageIntake.decode(clean, step));
    }

    /** Each pixel the mean of a square: letters stay letters, which they do not if pixels are left out. */
    private static Pixels averaged(byte[] bgr, int width, int height, int step) {
        int columns = width / step;
        int rows = height / step;
        int[] rgb = new int[columns * rows];
        int area = step * step;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int dy = 0; dy < step; dy++) {
                    int at = 3 * ((y * step + dy) * width + x * step);
                    for (int dx = 0; dx < step; dx++, at += 3) {
                        blue += bgr[at] & 255;
                        green += bgr[at + 1] & 255;
                        red += bgr[at + 2] & 255;
                    }
                }
                rgb[y * columns + x] = red / area << 16 | green / area << 8 | blue / area;
            }
        }
        return new Pixels(columns, rows, rgb);
    }

    /** The whole picture and then its corners, larger: the face on a card is small. */
    static List<Pixels> parts(Pixels whole) {
        var parts = new ArrayList<Pixels>();
        parts.add(whole);
        int width = (int) (whole.width() * PART);
        int height = (int) (whole.height() * PART);
        if (width > 0 && height > 0) {
            for (int top : new int[] {0, whole.height() - height}) {
                for (int left : new int[] {whole.width() - width, 0}) {
                    parts.add(whole.sample(width, height, new Pixels.Map(1, 0, left, 0, 1, top), Pixels.Outside.NEAREST));
                }
            }
        }
        return parts;
    }
}
