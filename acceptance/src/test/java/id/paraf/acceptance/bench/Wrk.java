package id.paraf.acceptance.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import id.paraf.acceptance.process.ServerProcess;

/** wrk, the load tool, over kept-alive connections. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in ");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    private Wrk() {
    }

    /**
     * What a run measured.
     *
     * @param perSecond requests a second
     * @param p99Millis 99th percentile of the latency
     * @param cpuMicros CPU time of the server for one request, in microseconds
     */
    record Result(double perSecond, double p99Millis, double cpuMicros) {
    }

    /** Not one request was answered. */
    static final class NothingServed extends Exception {

        private static final long serialVersionUID = 1L;
    }

    static boolean installed(String tool) {
        return List.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder + tool)));
    }

    /** @param server whose CPU time counts, with everything it started */
    static Result run(int connections, int seconds, String url, ProcessHandle server) throws Exception {
        long before = cpuMillis(server);
        var command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency", url));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var rate = RATE.matcher(output);
        var p99 = P99.matcher(output);
        var count = COUNT.matcher(output);
        if (count.find() && Long.parseLong(count.group(1)) == 0) {
            throw new NothingServed();
        }
        if (!count.find(0) || !rate.find() || !p99.find() || BAD.matcher(output).find()) {
            throw new IllegalStateException("wrk on " + url + ":\n" + output);
        }
        double scale = switch (p99.group(2)) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1000;
        };
        return new Result(Double.parseDouble(rate.group(1)), Double.parseDouble(p99.group(1)) * scale,
                1000.0 * (cpuMillis(server) - before) / Long.parseLong(count.group(1)));
    }

    private static long cpuMillis(ProcessHandle server) throws java.io.IOException {
        long all = ServerProcess.cpuMillis(server.pid());
        for (var child : server.descendants().toList()) {
            all += ServerProcess.cpuMillis(child.pid());
        }
        return all;
    }
}
