package id.paraf.face;

/** Arithmetic of embeddings. */
final class Vectors {

    private Vectors() {
    }

    static double[] add(double[] sum, double[] vector) {
        if (sum.length == 0) {
            return vector.clone();
        }
        double[] result = sum.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += vector[i];
        }
        return result;
    }

    static double[] unit(float[] vector) {
        double[] wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return unit(wide);
    }

    /** The vector with length 1. A net that answers nonsense (no length, not a number) fails here and not later as a match. */
    static double[] unit(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        if (!(norm > 1e-9) || Double.isInfinite(norm)) {
            throw new IllegalStateException("A face model answered nonsense");
        }
        double[] unit = new double[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / norm;
        }
        return unit;
    }

    static double dot(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalStateException("Embeddings of different models");
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The direction between several vectors. */
    static double[] mean(Iterable<double[]> vectors) {
        double[] sum = new double[0];
        for (double[] vector : vectors) {
            sum = add(sum, vector);
        }
        return unit(sum);
    }
}
