package id.paraf.face;

import java.util.Arrays;

/** Counts comparisons of one person and of two, at every threshold at once. */
final class Tally {

    static final double[] THRESHOLDS = {0.30, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65, 0.70};

    private final long[] matched = new long[THRESHOLDS.length];
    private final long[] refused = new long[THRESHOLDS.length];
    private long genuine;
    private long impostor;

    void add(boolean onePerson, double similarity) {
        if (onePerson) {
            genuine++;
        } else {
            impostor++;
        }
        for (int i = 0; i < THRESHOLDS.length; i++) {
            if (onePerson && !(similarity >= THRESHOLDS[i])) {
                refused[i]++;
            } else if (!onePerson && similarity >= THRESHOLDS[i]) {
                matched[i]++;
            }
        }
    }

    long genuine() {
        return genuine;
    }

    long impostor() {
        return impostor;
    }

    Rate falseMatches(double threshold) {
        return new Rate(matched[at(threshold)], impostor);
    }

    Rate falseRefusals(double threshold) {
        return new Rate(refused[at(threshold)], genuine);
    }

    private static int at(double threshold) {
        int at = Arrays.binarySearch(THRESHOLDS, threshold);
        if (at < 0) {
            throw new IllegalArgumentException("Not a threshold that is counted: " + threshold);
        }
        return at;
    }
}
