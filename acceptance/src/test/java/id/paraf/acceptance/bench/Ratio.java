package id.paraf.acceptance.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Compares two pieces of work by running them in turn, A B A B …, so that a machine that slows down slows both. */
final class Ratio {

    private Ratio() {
    }

    /** Some work whose time counts. */
    interface Work {
        void run() throws Exception;
    }

    /**
     * Medians of a comparison.
     *
     * @param ours nanoseconds of our way
     * @param limit nanoseconds of the raw limit
     * @param ratio median of the ratios pair by pair
     */
    record Result(long ours, long limit, double ratio) {

        String row(String name, double aim) {
            return String.format(Locale.ROOT, "%-58s %8.2f ms %8.2f ms   %5.2f×   (aim %.2f×)", name, ours / 1e6, limit / 1e6,
                    ratio,
                    aim);
        }
    }

    static Result of(int warmups, int pairs, Work ours, Work limit) throws Exception {
        return of(System::nanoTime, warmups, pairs, ours, limit);
    }

    /** By the CPU time of this thread, for work that it does alone: what it waits for, a disk or other programs, is not in it. */
    static Result ofCpu(int warmups, int pairs, Work ours, Work limit) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        return of(threads::getCurrentThreadCpuTime, warmups, pairs, ours, limit);
    }

    private static Result of(LongSupplier clock, int warmups, int pairs, Work ours, Work limit) throws Exception {
        for (int i = 0; i < warmups; i++) {
            ours.run();
            limit.run();
        }
        long[] a = new long[pairs];
        long[] b = new long[pairs];
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            a[i] = time(clock, ours);
            b[i] = time(clock, limit);
            ratios[i] = (double) a[i] / b[i];
        }
        Arrays.sort(a);
        Arrays.sort(b);
        Arrays.sort(ratios);
        return new Result(a[pairs / 2], b[pairs / 2], ratios[pairs / 2]);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long time(LongSupplier clock, Work work) throws Exception {
        long started = clock.getAsLong();
        work.run();
        return clock.getAsLong() - started;
    }
}
