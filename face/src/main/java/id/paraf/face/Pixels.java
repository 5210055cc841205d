package id.paraf.face;

import java.nio.FloatBuffer;

/**
 * A picture in memory.
 *
 * @param rgb one int per pixel, 0xRRGGBB, row by row
 */
record Pixels(int width, int height, int[] rgb) {

    /** So far from the edges, in pixels, no neighbour is missing, however the step is rounded. */
    private static final double MARGIN = 1e-3;

    /** An affine map from target to source coordinates: x = a·u + b·v + c, y = d·u + e·v + f. Pixel centres are at whole numbers. */
    record Map(double a, double b, double c, double d, double e, double f) {

        double x(double u, double v) {
            return a * u + b * v + c;
        }

        double y(double u, double v) {
            return d * u + e * v + f;
        }
    }

    /** What {@link #sample} does where the source has no pixels. */
    enum Outside {
        BLACK, NEAREST
    }

    /** A picture of the given size, each pixel interpolated bilinearly from where {@code map} points. */
    Pixels sample(int targetWidth, int targetHeight, Map map, Outside outside) {
        int[] target = new int[targetWidth * targetHeight];
        for (int v = 0; v < targetHeight; v++) {
            row(map, v, targetWidth, outside, target, v * targetWidth);
        }
        return new Pixels(targetWidth, targetHeight, target);
    }

    /** A picture as {@link #sample} gives it, written for a net: three planes of {@code (value - minus) / over}. */
    void planes(FloatBuffer target, int side, Map map, Outside outside, Order order, float minus, float over) {
        int[] row = new int[side];
        float[] values = new float[side];
        for (int v = 0; v < side; v++) {
            row(map, v, side, outside, row, 0);
            planes(target, row, v * side, side * side, order, minus, over, values);
        }
    }

    /** This picture, written for a net. */
    void planes(FloatBuffer target, Order order, float minus, float over) {
        planes(target, rgb, 0, rgb.length, order, minus, over, new float[rgb.length]);
    }

    private static void planes(FloatBuffer target, int[] rgb, int at, int size, Order order, float minus, float over,
            float[] values) {
        float scale = 1 / over;
        for (int plane = 0; plane < 3; plane++) {
            int shift = order == Order.RGB ? 16 - 8 * plane : 8 * plane;
            for (int i = 0; i < values.length; i++) {
                values[i] = ((rgb[i] >> shift & 255) - minus) * scale;
            }
            target.put(plane * size + at, values);
        }
    }

    /** One row of a sampled picture: the stretch that lies well inside the source fast, both ends with a look at the edges. */
    private void row(Map map, int v, int count, Outside outside, int[] target, int at) {
        double x = map.x(0, v);
        double y = map.y(0, v);
        int from = Math.max(first(x, map.a(), 0, width - 1.0), first(y, map.d(), 0, height - 1.0));
        int to = Math.min(count, Math.min(last(x, map.a(), 0, width - 1.0), last(y, map.d(), 0, height - 1.0)));
        int u = 0;
        for (; u < Math.min(from, count); u++) {
            target[at + u] = interpolate(x + u * map.a(), y + u * map.d(), outside);
        }
        if (u < to) {
            inside(fixed(x + u * map.a()), fixed(y + u * map.d()), fixed(map.a()), fixed(map.d()), target, at + u, at + to);
            u = to;
        }
        for (; u < count; u++) {
            target[at + u] = interpolate(x + u * map.a(), y + u * map.d(), outside);
        }
    }

    /** From which step on {@code start + step × slope} is surely within the bounds, if it ever is. */
    private static int first(double start, double slope, double low, double high) {
        if (start > low + MARGIN && start < high - MARGIN) {
            return 0;
        }
        double step = slope > 0 ? (low + MARGIN - start) / slope : (high - MARGIN - start) / slope;
        return step >= 0 && step < Integer.MAX_VALUE / 2 ? (int) step + 1 : Integer.MAX_VALUE;
    }

    /** Before which step it surely still is. */
    private static int last(double start, double slope, double low, double high) {
        if (slope == 0) {
            return start > low + MARGIN && start < high - MARGIN ? Integer.MAX_VALUE : 0;
        }
        double step = slope > 0 ? (high - MARGIN - start) / slope : (low + MARGIN - start) / slope;
        return (int) Math.clamp(step, 0, Integer.MAX_VALUE / 2);
    }

    /** 32 bits before and 32 behind the point. */
    private static long fixed(double value) {
        return Math.round(value * (1L << 32));
    }

    private void inside(long startX, long startY, long dx, long dy, int[] target, int from, int to) {
        int[] source = rgb;
        int line = width;
        long x = startX;
        long y = startY;
        for (int i = from; i < to; i++) {
            int at = (int) (y >> 32) * line + (int) (x >> 32);
            target[i] = blend(source[at], source[at + 1], source[at + line], source[at + line + 1], (int) (x >> 24) & 255,
                    (int) (y >> 24) & 255);
            x += dx;
            y += dy;
        }
    }

    /** The colour between four pixels; beyond the edge that of the nearest. */
    int at(double x, double y) {
        return interpolate(x, y, Outside.NEAREST);
    }

    private int interpolate(double px, double py, Outside outside) {
        if (outside == Outside.BLACK && (px < -0.5 || py < -0.5 || px > width - 0.5 || py > height - 0.5)) {
            return 0;
        }
        double x = Math.clamp(px, 0, width - 1.0);
        double y = Math.clamp(py, 0, height - 1.0);
        int x0 = (int) x;
        int y0 = (int) y;
        int right = x0 + 1 < width ? 1 : 0;
        int below = y0 + 1 < height ? width : 0;
        int at = y0 * width + x0;
        return blend(rgb[at], rgb[at + right], rgb[at + below], rgb[at + below + right], (int) ((x - x0) * 256),
                (int) ((y - y0) * 256));
    }

    /** Four neighbours by their nearness; red and blue travel together in one number, 32 bits apart. */
    private static int blend(int p00, int p10, int p01, int p11, int fx, int fy) {
        int w11 = fx * fy;
        int w10 = (fx << 8) - w11;
        int w01 = (fy << 8) - w11;
        int w00 = 65536 - (fy << 8) - w10;
        long rb = redBlue(p00) * w00 + redBlue(p10) * w10 + redBlue(p01) * w01 + redBlue(p11) * w11 + (32768L << 32 | 32768);
        int g = (p00 >> 8 & 255) * w00 + (p10 >> 8 & 255) * w10 + (p01 >> 8 & 255) * w01 + (p11 >> 8 & 255) * w11 + 32768;
        return (int) (rb >> 32) & 0xff0000 | g >> 8 & 0xff00 | (int) (rb >> 16) & 0xff;
    }

    private static long redBlue(int rgb) {
        return (long) (rgb & 0xff0000) << 16 | rgb & 0xff;
    }

    Pixels mirrored() {
        int[] target = new int[rgb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                target[y * width + x] = rgb[y * width + width - 1 - x];
            }
        }
        return new Pixels(width, height, target);
    }

    /** Brightness of a pixel, 0 to 255 (ITU-R BT.601). */
    static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    }

    /** The order in which a net wants its colours. */
    enum Order {
        RGB, BGR
    }

    @Override
    public String toString() {
        return "Pixels[" + width + "x" + height + "]";
    }
}
