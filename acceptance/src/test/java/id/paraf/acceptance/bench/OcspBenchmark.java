package id.paraf.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;

import id.paraf.acceptance.process.ServerProcess;

/**
 * OCSP over 64 connections at both ports, against nginx that serves a file of the same size, and against {@code openssl ocsp};
 * all on the same cores, in turn, with the load tool on them too. Answers are looked at, not only counted.
 */
final class OcspBenchmark {

    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 5;
    private static final int ROUNDS = 3;
    private static final int WARM = 2;
    /** One for each process of openssl ocsp: with more it waits for the end of one and answers nobody. */
    private static final int FEW = 2;
    private static final int ROWS = 1_000_000;

    private OcspBenchmark() {
    }

    static String run() throws Exception {
        if (!Wrk.installed("wrk")) {
            return "ocsp: skipped, there is no load tool: apt-get install wrk";
        }
        var rows = new java.util.ArrayList<String>();
        rows.add(memory());
        Path folder = Files.createTempDirectory("paraf-ocsp");
        int own = ServerProcess.freePort();
        try (var paraf = ServerProcess.of(OcspProcess.class, "/login", folder.toString(), String.valueOf(own),
                String.valueOf(ROWS))) {
            String plain = "/ocsp/" + encoded(written(folder.resolve("plain")));
            String nonce = "/ocsp/" + encoded(written(folder.resolve("nonce")));
            byte[] response = Files.readAllBytes(folder.resolve("response.der"));
            check(paraf.port(), own, plain, nonce, response);
            try (var nginx = nginx(folder, response)) {
                var runs = new java.util.ArrayList<Run>(List.of(new Run(at(own, plain), paraf.handle()),
                        new Run(at(paraf.port(), plain), paraf.handle()), new Run(at(own, nonce), paraf.handle())));
                if (nginx != null) {
                    runs.add(new Run(at(nginx.port(), "/answer"), nginx.handle()));
                }
                var medians = measure(runs);
                rows.add(row("ocsp: kept answer, own port", medians.get(0), response.length));
                rows.add(row("ocsp: kept answer, portal's port", medians.get(1), response.length));
                rows.add(row("ocsp: asked with a nonce, own port (aim 10000 /s)", medians.get(2), response.length));
                rows.add(nginx == null ? "nginx was skipped: apt-get install nginx-light"
                        : row("nginx, a file of the same size", medians.get(3), response.length));
                if (nginx != null) {
                    rows.add(ratio("ocsp: own port / nginx (aim 1×)", medians.get(0), medians.get(3)));
                    rows.add(ratio("ocsp: portal's port / nginx", medians.get(1), medians.get(3)));
                }
                for (String algorithm : List.of("rsa", "ec")) {
                    try (var openssl = OpensslResponder.start(algorithm)) {
                        var theirs = Wrk.run(FEW, SECONDS, at(openssl.port(), "/" + openssl.request()), openssl.handle());
                        rows.add(row("openssl ocsp, " + algorithm + ", " + FEW + " connections", theirs, 0));
                        rows.add(ratio(
                                "ocsp: own port / openssl ocsp, " + algorithm
                                        + (algorithm.equals("rsa") ? " (aim 50×)" : " (aim 10×)"),
                                medians.get(0), theirs));
                    } catch (Wrk.NothingServed nothing) {
                        // No rate is better than one against a peer that stood still.
                        rows.add("openssl ocsp, " + algorithm + ": not compared, it answered nothing under load");
                    }
                }
            }
            rows.add("   " + paraf.residentMib() + " MiB resident, portal included");
            Files.writeString(folder.resolve("go"), "");
            rows.add(String.format(Locale.ROOT, "%-58s %8s s   (aim 10 s)", "ocsp: a node learns 1,000,000 certificates",
                    written(folder.resolve("load"))));
        }
        return String.join("\n", rows);
    }

    private record Run(String url, ProcessHandle server) {
    }

    /** A machine that slows down slows all: the rounds run in turn, and the medians count. */
    private static List<Wrk.Result> measure(List<Run> runs) throws Exception {
        var results = new Wrk.Result[runs.size()][ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            for (int i = 0; i < runs.size(); i++) {
                var result = Wrk.run(CONNECTIONS, SECONDS, runs.get(i).url(), runs.get(i).server());
                if (round >= 0) {
                    results[i][round] = result;
                }
            }
        }
        return Arrays.stream(results).map(all -> {
            double[] rates = Arrays.stream(all).mapToDouble(Wrk.Result::perSecond).sorted().toArray();
            double[] p99s = Arrays.stream(all).mapToDouble(Wrk.Result::p99Millis).sorted().toArray();
            double[] cpus = Arrays.stream(all).mapToDouble(Wrk.Result::cpuMicros).sorted().toArray();
            return new Wrk.Result(rates[ROUNDS / 2], p99s[ROUNDS / 2], cpus[ROUNDS / 2]);
        }).toList();
    }

    private static String row(String name, Wrk.Result result, int bytes) {
        return String.format(Locale.ROOT, "%-58s %8.0f /s  p99 %6.2f ms  %6.1f µs CPU%s", name, result.perSecond(),
                result.p99Millis(),
                result.cpuMicros(), bytes == 0 ? "" : ", about " + bytes + " bytes");
    }

    private static String ratio(String name, Wrk.Result ours, Wrk.Result theirs) {
        return String.format(Locale.ROOT, "%-58s %8.2f× the requests/s, %.2f× by CPU time", name,
                ours.perSecond() / theirs.perSecond(),
                theirs.cpuMicros() / ours.cpuMicros());
    }

    private static String at(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static String encoded(String base64) {
        return base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    /** The bytes of a response say whether it is one: an OCSP error is HTTP 200, too. */
    private static void check(int portal, int own, String plain, String nonce, byte[] expected) throws Exception {
        for (int port : new int[] {portal, own}) {
            if (!Arrays.equals(get(port, plain), expected)) {
                throw new IllegalStateException("Port " + port + " gives another answer");
            }
            var answer = (BasicOCSPResp) new OCSPResp(get(port, nonce)).getResponseObject();
            if (answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce) == null) {
                throw new IllegalStateException("Port " + port + " left the nonce out");
            }
        }
    }

    private static byte[] get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(at(port, path))).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    private static String written(Path file) throws IOException {
        for (int i = 0; i < 6_000 && !(Files.exists(file) && Files.size(file) > 0); i++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Files.readString(file);
    }

    /** A million, and ten, in 4 GB of heap. */
    private static String memory() throws Exception {
        String[] million = memory(ROWS);
        String[] ten = memory(10 * ROWS);
        return String.format(Locale.ROOT,
                "%-58s %8s bytes, %s before the first answer   (aim 300)%n%-58s %8s bytes, found in %s ns (%s ns among 1,000,000)",
                "ocsp: memory of a certificate, both answers kept", million[2], million[1],
                "ocsp: of 10,000,000 in 4 GB of heap", ten[2], ten[4], million[4]);
    }

    private static String[] memory(int count) throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx4g", "-cp",
                System.getProperty("java.class.path"), "id.paraf.status.OcspMemory", String.valueOf(count))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said.split(" ");
    }

    /** A server of its own, or null if there is none on this machine. */
    private static Peer nginx(Path folder, byte[] file) throws Exception {
        if (!Wrk.installed("nginx")) {
            return null;
        }
        int port = ServerProcess.freePort();
        Path root = Files.createDirectories(folder.resolve("nginx"));
        Files.write(root.resolve("answer"), file);
        Files.writeString(root.resolve("nginx.conf"), """
                worker_processes 2; daemon off; pid %1$s/pid; error_log %1$s/error.log; user root;
                events { worker_connections 1024; }
                http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10;
                    client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                    server { listen 127.0.0.1:%2$d; root %1$s; default_type application/ocsp-response; } }
                """.formatted(root, port));
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Peer(new ProcessBuilder("nginx", "-c", root.resolve("nginx.conf").toString()).redirectErrorStream(true)
                .redirectOutput(root.resolve("out").toFile()).start(), port, at(port, "/answer"));
    }

    /** A process of somebody else. */
    static final class Peer implements AutoCloseable {

        private final Process process;
        private final int port;

        Peer(Process process, int port, String url) throws Exception {
            this.process = process;
            this.port = port;
            for (int i = 0; i < 200; i++) {
                try (var socket = new java.net.Socket("127.0.0.1", port)) {
                    return;
                } catch (IOException notYet) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
            process.destroy();
            throw new IllegalStateException("Nothing answers at " + url);
        }

        int port() {
            return port;
        }

        ProcessHandle handle() {
            return process.toHandle();
        }

        @Override
        public void close() throws InterruptedException {
            // Children that lose their parent would go on, and spoil whatever is measured next.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
