package id.paraf.face;

import org.jspecify.annotations.Nullable;

/** Light, sharpness and covering of a face laid upright. */
final class Quality {

    private static final double DARK = 60;
    private static final double BRIGHT = 200;
    private static final double SHARP = 90;

    private Quality() {
    }

    static @Nullable Reason light(Pixels face) {
        double sum = 0;
        for (int pixel : face.rgb()) {
            sum += Pixels.luma(pixel);
        }
        double mean = sum / face.rgb().length;
        return mean < DARK ? Reason.TOO_DARK : mean > BRIGHT ? Reason.TOO_BRIGHT : null;
    }

    static boolean blurred(Pixels face) {
        return sharpness(face) < SHARP;
    }

    /** Variance of the Laplacian of the luma: small where there are no edges. */
    static double sharpness(Pixels face) {
        int side = face.width();
        double[] luma = new double[face.rgb().length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = Pixels.luma(face.rgb()[i]);
        }
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < face.height() - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int i = y * side + x;
                double value = luma[i - 1] + luma[i + 1] + luma[i - side] + luma[i + side] - 4 * luma[i];
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / count;
        return squares / count - mean * mean;
    }

    /** Whether mouth and chin have lost the colour of skin that the forehead still has. */
    static boolean covered(Pixels face) {
        double lower = warmth(face, 36, 80, 76, 108);
        double forehead = warmth(face, 36, 18, 76, 36);
        return lower < 3 && forehead - lower > 10;
    }

    private static double warmth(Pixels face, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = face.rgb()[y * face.width() + x];
                sum += (pixel >> 16 & 255) - (pixel & 255);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
