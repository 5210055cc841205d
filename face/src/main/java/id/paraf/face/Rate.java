package id.paraf.face;

import java.util.Locale;

/** So many of so many, with the 95 % interval in which the true rate lies. */
record Rate(long count, long of) {

    private static final double Z = 1.959964;

    double share() {
        return of == 0 ? Double.NaN : (double) count / of;
    }

    /** Wilson's lower bound; 0 where nothing was counted. */
    double low() {
        return of == 0 || count == 0 ? 0 : count == of ? Math.max(0, 1 - 3.0 / of) : wilson(-1);
    }

    /** Wilson's upper bound; where nothing was counted the rule of three: none in n trials means less than 3 / n. */
    double high() {
        return of == 0 || count == of ? 1 : count == 0 ? Math.min(1, 3.0 / of) : wilson(1);
    }

    private double wilson(int side) {
        double p = share();
        double z2 = Z * Z / of;
        return (p + z2 / 2 + side * Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of))) / (1 + z2);
    }

    @Override
    public String toString() {
        return of == 0 ? "nothing to measure"
                : String.format(Locale.ROOT, "%.4f %% [%.4f, %.4f]", 100 * share(), 100 * low(), 100 * high());
    }
}
