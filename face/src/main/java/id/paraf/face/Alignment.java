package id.paraf.face;

/** Lays a face upright at a fixed size: the similarity transform that takes five points nearest to the ArcFace template. */
final class Alignment {

    static final int SIDE = 112;

    private static final double[][] TEMPLATE = {{38.29459953, 51.69630051}, {73.53179932, 51.50139999},
            {56.02519989, 71.73660278}, {41.54930115, 92.3655014}, {70.72990036, 92.20410156}};

    /** The same, equal to its mirror image. */
    private static final double[][] SYMMETRIC = {{37.88, 51.60}, {73.12, 51.60}, {55.50, 71.74}, {40.91, 92.28}, {70.09, 92.28}};

    private Alignment() {
    }

    /** From the template's 112 × 112 pixels to those of the picture, by least squares. */
    static Pixels.Map map(Mesh mesh) {
        return map(mesh.fivePoints(), TEMPLATE);
    }

    /** A place for the face that a mirror image shares. */
    static Pixels.Map symmetric(Mesh mesh) {
        return map(mesh.fivePoints(), SYMMETRIC);
    }

    private static Pixels.Map map(double[][] points, double[][] template) {
        double tx = 0;
        double ty = 0;
        double px = 0;
        double py = 0;
        int count = template.length;
        for (int i = 0; i < count; i++) {
            tx += template[i][0] / count;
            ty += template[i][1] / count;
            px += points[i][0] / count;
            py += points[i][1] / count;
        }
        double dot = 0;
        double cross = 0;
        double norm = 0;
        for (int i = 0; i < count; i++) {
            double u = points[i][0] - px;
            double v = points[i][1] - py;
            double x = template[i][0] - tx;
            double y = template[i][1] - ty;
            dot += u * x + v * y;
            cross += u * y - v * x;
            norm += u * u + v * v;
        }
        // Picture to template is the complex number (dot + i·cross) / norm; its inverse goes back.
        double a = dot / norm;
        double b = cross / norm;
        double square = a * a + b * b;
        double ia = a / square;
        double ib = b / square;
        return new Pixels.Map(ia, ib, px - ia * tx - ib * ty, -ib, ia, py + ib * tx - ia * ty);
    }

    static Pixels face(Pixels picture, Pixels.Map map) {
        return picture.sample(SIDE, SIDE, map, Pixels.Outside.BLACK);
    }
}
