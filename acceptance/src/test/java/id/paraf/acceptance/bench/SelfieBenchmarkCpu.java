package id.paraf.acceptance.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * Compares two pieces of work by running them in turn and counts both wall time and the time that the caller's thread and the
 * named workers really ran: on a machine with other work, only the second says what the work costs.
 */
final class SelfieBenchmarkCpu {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String workers;
    private final long[][] ours;
    private final long[][] limit;

    private SelfieBenchmarkCpu(String workers, int pairs) {
        this.workers = workers;
        this.ours = new long[2][pairs];
        this.limit = new long[2][pairs];
    }

    static SelfieBenchmarkCpu of(int warmups, int pairs, String workers, Ratio.Work ours, Ratio.Work limit) throws Exception {
        for (int i = 0; i < warmups; i++) {
            ours.run();
            limit.run();
        }
        var result = new SelfieBenchmarkCpu(workers, pairs);
        for (int i = 0; i < pairs; i++) {
            result.time(ours, result.ours, i);
            result.time(limit, result.limit, i);
        }
        return result;
    }

    String row(String name, double aim) {
        return String.format(Locale.ROOT, "%-58s %8.2f ms %8.2f ms   %5.2f×   (aim %.2f×)%n%-58s %8.2f ms %8.2f ms   %5.2f×", name,
                median(ours[0]) / 1e6, median(limit[0]) / 1e6, ratio(0), aim, "  the same in CPU time", median(ours[1]) / 1e6,
                median(limit[1]) / 1e6, ratio(1));
    }

    private void time(Ratio.Work work, long[][] into, int pair) throws Exception {
        long cpu = cpu();
        long wall = System.nanoTime();
        work.run();
        into[0][pair] = System.nanoTime() - wall;
        into[1][pair] = cpu() - cpu;
    }

    private long cpu() {
        long sum = THREADS.getCurrentThreadCpuTime();
        for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(workers)) {
                sum += THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    /** The median of the ratios pair by pair. */
    private double ratio(int kind) {
        double[] ratios = new double[ours[kind].length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) ours[kind][i] / limit[kind][i];
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
