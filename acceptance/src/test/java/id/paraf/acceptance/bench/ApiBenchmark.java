package id.paraf.acceptance.bench;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.certificate.Certificate;
import id.paraf.esign.Client;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.esign.Orders;
import id.paraf.esign.SignEach;
import id.paraf.esign.Wanted;
import id.paraf.kernel.SecretText;
import id.paraf.pades.sign.SigningCost;
import id.paraf.status.FollowRegister;

/**
 * Signatures of level B-LT on files of 100 KB with the passphrase each time, four at once: over the REST API, against the same order given
 * to the same application without HTTP. What HTTP adds: the connection, the form, who calls, limits, the answer.
 */
final class ApiBenchmark {

    private static final int PARALLEL = 4;
    private static final int ROUND = 60;
    private static final int WARM = 3;
    private static final int PAIRS = 5;
    private static final String BOUNDARY = "batas";

    private final ApplicationContext application;
    private final byte[] pdf;
    private final Certificate certificate;
    private final Client client;
    private final String authorization;
    private final URI address;

    private ApiBenchmark(ApplicationContext application, byte[] pdf) {
        this.application = application;
        this.pdf = pdf;
        this.certificate = people().certificate(people().invite("ukur", Role.SIGNER));
        bean(FollowRegister.class).catchUp();
        var made = (LookAfterClient.Outcome.Secret) bean(LookAfterClient.class).create(people().invite("petugas", Role.OFFICER),
                "aplikasi-ukur", false,
                new LookAfterClient.Typed("Ukur", "127.0.0.1", Geometry.CORNERS), BenchPeople.ORIGIN);
        this.client = made.client();
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((client.username() + ":" + made.secret().reveal()).getBytes(StandardCharsets.UTF_8));
        this.address = URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
                + "/rest/v1/signatures");
    }

    static String run() throws Exception {
        var file = Files.createTempFile("paraf-api", ".pdf");
        byte[] pdf;
        try {
            pdf = Files.readAllBytes(SigningCost.padded(file, 100_000));
        } finally {
            Files.delete(file);
        }
        try (var durable = new DurableDatabase();
                var application = new SpringApplicationBuilder(Paraf.class).profiles("demo").run("--server.port=0",
                        "--paraf.database.url=" + durable.pool().getJdbcUrl(), "--paraf.database.user=postgres",
                        "--logging.level.root=WARN", "--paraf.data-directory=" + Files.createTempDirectory("paraf-api"))) {
            return new ApiBenchmark(application, pdf).measure();
        }
    }

    private String measure() throws Exception {
        double[] http = new double[PAIRS];
        double[] inside = new double[PAIRS];
        double[] ratios = new double[PAIRS];
        try (var caller = HttpClient.newHttpClient()) {
            for (int i = -WARM; i < PAIRS; i++) {
                long over = Parallel.nanos(PARALLEL, ROUND, () -> overHttp(caller));
                long without = Parallel.nanos(PARALLEL, ROUND, this::inProcess);
                if (i >= 0) {
                    http[i] = ROUND * 1e9 / over;
                    inside[i] = ROUND * 1e9 / without;
                    ratios[i] = (double) over / without;
                }
            }
        }
        return String.format(Locale.ROOT, "%-58s %8.1f /s %8.1f /s   %5.2f×", "sign over the REST API / the same without HTTP",
                Ratio.median(http), Ratio.median(inside), Ratio.median(ratios));
    }

    private Object overHttp(HttpClient caller) throws Exception {
        var request = HttpRequest.newBuilder(address).header("Authorization", authorization)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form())).build();
        var answer = caller.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201 || !answer.body().contains("\"SIGNED\"")) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }

    private byte[] form() {
        var body = new ByteArrayOutputStream(pdf.length + 1_000);
        part(body, "certificate\"", certificate.serial().toString(16).getBytes(StandardCharsets.US_ASCII));
        part(body, "passphrase\"", BenchPeople.PASSPHRASE.getBytes(StandardCharsets.UTF_8));
        part(body, "file\"; filename=\"surat.pdf\"\r\nContent-Type: application/pdf", pdf);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] value) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private Object inProcess() {
        if (!(bean(Orders.class).begin(client, UUID.randomUUID().toString(), new byte[32]) instanceof Orders.Begun.Ours ours)) {
            throw new IllegalStateException("The order is not ours");
        }
        return bean(SignEach.class).sign(ours.order(), client, certificate.account(), certificate,
                SecretText.of(BenchPeople.PASSPHRASE),
                List.of(new Wanted(pdf, null, null, null, null, null)), outcome -> {
                    if (!outcome.anySigned()) {
                        throw new IllegalStateException("Not signed: " + outcome);
                    }
                    return new Orders.Answer(201, new byte[400]);
                }, BenchPeople.ORIGIN);
    }

    private BenchPeople people() {
        return new BenchPeople(application);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
