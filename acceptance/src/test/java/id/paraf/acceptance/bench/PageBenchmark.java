package id.paraf.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import id.paraf.acceptance.process.ServerProcess;

/**
 * The list of a signer's certificates over 64 connections, against a servlet that writes the same bytes from memory in the
 * same Tomcat. Each server is a process of its own; its CPU time a request comes from /proc, database not included.
 */
final class PageBenchmark {

    private static final int CONNECTIONS = 64;
    private static final int WARMUP = 60_000;
    private static final int REQUESTS = 20_000;
    private static final String PAGE = "/certificates";

    private PageBenchmark() {
    }

    private record Load(HttpLoad.Result result, double cpuMillis) {
    }

    static String run() throws Exception {
        Path folder = Files.createTempDirectory("paraf-page");
        Path bytes = folder.resolve("page.html");
        Load page;
        try (var portal = ServerProcess.of(PortalProcess.class, "/login", folder.toString())) {
            String cookie = "__Host-paraf=" + token(folder);
            Files.writeString(bytes, fetch(portal.port(), cookie));
            page = load(portal, cookie);
        }
        Load limit;
        try (var servlet = ServerProcess.of(BytesProcess.class, PAGE, bytes.toString())) {
            limit = load(servlet, "");
        }
        return row("list page, " + CONNECTIONS + " connections", page, " (aim 0.50 ms CPU)") + "\n"
                + row("raw servlet, the same bytes", limit, "") + "\n"
                + String.format(Locale.ROOT, "%-58s %.1f×", "list page / raw servlet, CPU", page.cpuMillis() / limit.cpuMillis());
    }

    private static Load load(ServerProcess server, String cookie) throws Exception {
        var load = new HttpLoad(server.port(), PAGE, cookie);
        load.run(CONNECTIONS, WARMUP);
        long before = server.cpuMillis();
        var result = load.run(CONNECTIONS, REQUESTS);
        return new Load(result, (double) (server.cpuMillis() - before) / REQUESTS);
    }

    private static String row(String name, Load load, String aim) {
        return String.format(Locale.ROOT, "%-58s %8.0f /s  p50 %6.2f ms  p99 %6.2f ms  %.3f ms CPU, %d bytes%s", name,
                load.result().perSecond(), load.result().p50() / 1e6, load.result().p99() / 1e6, load.cpuMillis(),
                load.result().bytes(), aim);
    }

    /** The portal makes its signer after its first page answers. */
    private static String token(Path folder) throws IOException {
        Path file = folder.resolve("token");
        for (int i = 0; i < 600 && !(Files.exists(file) && Files.size(file) > 0); i++) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Files.readString(file);
    }

    private static String fetch(int port, String cookie) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client
                    .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + PAGE)).header("Cookie", cookie)
                            .header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains("Beban Contoh")) {
                throw new IllegalStateException(PAGE + " answered " + response.statusCode() + "\n" + response.body());
            }
            return response.body();
        }
    }
}
