package id.paraf.face;

/**
 * Whether something with the depth of a face turned, or something flat. A head that turns by θ moves each point sideways by
 * cos θ of its place and by sin θ of its depth; a flat picture has only the first part, however it is tilted, and a shallow
 * mask too little of the second. Both are fitted to all points of the mesh, and their ratio is near 1 for a head.
 */
final class Relief {

    /** Place across, place down, depth, and a constant. */
    private static final int UNKNOWNS = 4;

    private Relief() {
    }

    /** How much of a face's depth the turn showed: about 1 for a head, 0 for a picture. */
    static double shown(Mesh front, Mesh turned) {
        double[][] equations = new double[UNKNOWNS][UNKNOWNS + 2];
        for (int i = 0; i < Mesh.POINTS; i++) {
            double[] from = upright(front, i);
            double[] to = upright(turned, i);
            double[] row = {from[0], from[1], front.z(i), 1, to[0], to[1]};
            for (int r = 0; r < UNKNOWNS; r++) {
                for (int c = 0; c < row.length; c++) {
                    equations[r][c] += row[r] * row[c];
                }
            }
        }
        solve(equations);
        double size = equations[1][UNKNOWNS + 1];
        double cosine = equations[0][UNKNOWNS] / size;
        double depth = equations[2][UNKNOWNS] / size;
        return Math.abs(depth) / Math.sqrt(Math.max(1e-6, 1 - cosine * cosine));
    }

    private static double[] upright(Mesh mesh, int point) {
        double cos = Math.cos(mesh.roll());
        double sin = Math.sin(mesh.roll());
        return new double[] {cos * mesh.x(point) + sin * mesh.y(point), cos * mesh.y(point) - sin * mesh.x(point)};
    }

    /** Gauss and Jordan, with the largest pivot; the solutions end up in the last columns. */
    private static void solve(double[][] equations) {
        for (int i = 0; i < UNKNOWNS; i++) {
            int pivot = i;
            for (int r = i + 1; r < UNKNOWNS; r++) {
                if (Math.abs(equations[r][i]) > Math.abs(equations[pivot][i])) {
                    pivot = r;
                }
            }
            double[] row = equations[pivot];
            equations[pivot] = equations[i];
            equations[i] = row;
            double factor = row[i];
            for (int c = 0; c < row.length; c++) {
                row[c] /= factor;
            }
            for (int r = 0; r < UNKNOWNS; r++) {
                double times = r == i ? 0 : equations[r][i];
                for (int c = 0; c < row.length; c++) {
                    equations[r][c] -= times * row[c];
                }
            }
        }
    }
}
