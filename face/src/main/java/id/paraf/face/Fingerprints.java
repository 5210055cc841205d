package id.paraf.face;

import static id.paraf.face.Fingerprint.CELLS;

/**
 * Makes {@link Fingerprint}s: 544 comparisons of neighbouring cells, then one bit for each of the 289 cells that lies within
 * the picture. A cell beyond the edge of a cropped copy is unknown, not dark.
 */
final class Fingerprints {

    /** The template's side with the surroundings of the face that are looked at, in template pixels. */
    private static final double WIDE = Alignment.SIDE * 1.5;
    private static final int SAMPLES = 6;

    private Fingerprints() {
    }

    static Fingerprint of(Pixels picture, Mesh mesh) {
        Pixels.Map map = Alignment.symmetric(mesh);
        int side = CELLS * SAMPLES;
        double step = WIDE / side;
        // Centred on the middle between two pixels of the template, so that a mirror image falls on the same cells.
        double offset = (Alignment.SIDE - 1 - WIDE + step) / 2;
        var wide = new Pixels.Map(map.a() * step, map.b() * step, map.x(offset, offset), map.d() * step, map.e() * step,
                map.y(offset, offset));
        Pixels crop = picture.sample(side, side, wide, Pixels.Outside.NEAREST);
        double[][] cell = new double[CELLS][CELLS];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                cell[y / SAMPLES][x / SAMPLES] += Pixels.luma(crop.rgb()[y * side + x]);
            }
        }
        byte[] bits = new byte[Fingerprint.BYTES];
        for (int y = 0; y < CELLS; y++) {
            for (int x = 0; x < CELLS; x++) {
                put(bits, Fingerprint.across(x, y), x + 1 < CELLS && cell[y][x] < cell[y][x + 1]);
                put(bits, Fingerprint.down(x, y), y + 1 < CELLS && cell[y][x] < cell[y + 1][x]);
                put(bits, Fingerprint.KNOWN + y * CELLS + x, within(picture, wide, x, y));
            }
        }
        return new Fingerprint(bits);
    }

    private static boolean within(Pixels picture, Pixels.Map map, int x, int y) {
        double u = (x + 0.5) * SAMPLES - 0.5;
        double v = (y + 0.5) * SAMPLES - 0.5;
        double half = SAMPLES / 2.0 * Math.hypot(map.a(), map.b());
        double px = map.x(u, v);
        double py = map.y(u, v);
        return px - half >= -1 && py - half >= -1 && px + half <= picture.width() && py + half <= picture.height();
    }

    private static void put(byte[] bits, int at, boolean set) {
        if (set) {
            bits[at >> 3] |= (byte) (1 << (at & 7));
        }
    }
}
