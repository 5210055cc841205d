package id.paraf.acceptance.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.acceptance.process.ServerProcess;

/**
 * A node with the status role alone: from the start of the process to its first OCSP answer, and its resident memory after ten
 * thousand of them; with the plain JDK and with an AOT cache. The database is that of a whole application.
 */
final class StatusStartBenchmark {

    private static final int RUNS = 5;
    private static final int ANSWERS = 10_000;
    /** What a node of this role needs: the small collector, a small heap, and the cache besides. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx128m");

    private StatusStartBenchmark() {
    }

    static String run() throws Exception {
        Path folder = Files.createTempDirectory("paraf-status");
        try (var durable = new DurableDatabase()) {
            String[] properties = {"--spring.profiles.active=demo", "--paraf.database.url=" + durable.pool().getJdbcUrl(),
                    "--paraf.database.user=postgres", "--paraf.root-secret-file=" + folder.resolve("secrets/root.secret")};
            String path;
            try (var whole = ServerProcess.paraf(folder, List.of(), properties[1], properties[2])) {
                path = question(whole.port(), JdbcClient.create(durable.pool()));
            }
            Path cache = folder.resolve("status.aot");
            try (var training = ServerProcess.status(folder.resolve("log"), with("-XX:AOTCacheOutput=" + cache), path,
                    properties)) {
                ask(training.port(), path, 500);
            }
            return median("status alone: start to first answer, plain JDK", folder, SMALL, path, properties) + "\n"
                    + median("status alone: start to first answer, JDK AOT cache", folder, with("-XX:AOTCache=" + cache), path,
                            properties);
        }
    }

    private static List<String> with(String option) {
        return List.of(SMALL.get(0), SMALL.get(1), option);
    }

    /** About the responder's own certificate, the one that is always there. */
    private static String question(int port, JdbcClient jdbc) throws Exception {
        var serial = jdbc.sql("SELECT serial FROM certificate WHERE profile = 'ocsp-responder' AND phase = 'ISSUED' LIMIT 1")
                .query((rs, i) -> rs.getBigDecimal(1).toBigIntegerExact()).single();
        byte[] issuer = get(port, "/ca/issuing-g1.crt");
        byte[] request = new OCSPReqBuilder().addRequest(new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1), new X509CertificateHolder(issuer),
                serial)).build().getEncoded();
        return "/ocsp/" + Base64.getEncoder().encodeToString(request).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private static byte[] get(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }

    private static void ask(int port, String path, int times) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            for (int i = 0; i < times; i++) {
                byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
                if (i == 0 && new OCSPResp(answer).getStatus() != OCSPResp.SUCCESSFUL) {
                    throw new IllegalStateException("Not an answer");
                }
            }
        }
    }

    private record Start(long millis, long residentMib) {
    }

    private static String median(String name, Path folder, List<String> options, String path, String... properties)
            throws Exception {
        Start[] starts = new Start[RUNS];
        for (int i = 0; i < RUNS; i++) {
            try (var node = ServerProcess.status(folder.resolve("log"), options, path, properties)) {
                ask(node.port(), path, ANSWERS);
                starts[i] = new Start(node.millisToFirstPage(), node.residentMib());
            }
        }
        Arrays.sort(starts, Comparator.comparingLong(Start::millis));
        return String.format(Locale.ROOT, "%-58s %8.2f s  %6d MiB resident   (aim 1.5 s, 250 MiB)", name,
                starts[RUNS / 2].millis / 1000.0, Arrays.stream(starts).mapToLong(Start::residentMib).max().orElseThrow());
    }
}
