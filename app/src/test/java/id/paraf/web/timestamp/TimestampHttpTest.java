package id.paraf.web.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.limits.Limit;
import id.paraf.pki.Pem;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class TimestampHttpTest {

    private static final String QUERY = "application/timestamp-query";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;
    @Autowired
    Authorities authorities;
    @Autowired
    TimestampCertificates certificates;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private HttpResponse<byte[]> post(byte[] body, String type) throws Exception {
        jdbc.sql("DELETE FROM limit_window WHERE limit_name = 'TIMESTAMP_PER_ADDRESS'").update();
        return send(body, type);
    }

    private HttpResponse<byte[]> send(byte[] body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/tsa"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join("; ", response.headers().allValues(name));
    }

    private static byte[] ask(ASN1ObjectIdentifier algorithm, int length) throws Exception {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(algorithm, new byte[length], java.math.BigInteger.TEN).getEncoded();
    }

    private void refused(byte[] request, int failure) throws Exception {
        var response = post(request, QUERY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/timestamp-reply");
        assertThat(new TimeStampResponse(response.body()).getFailInfo().intValue()).isEqualTo(failure);
    }

    @Test
    @Proves("TS-01")
    void refusalsOfTheProtocolAreNoErrorsOfHttp() throws Exception {
        refused(ask(OIWObjectIdentifiers.idSHA1, 20), PKIFailureInfo.badAlg);
        refused(ask(NISTObjectIdentifiers.id_sha256, 20), PKIFailureInfo.badDataFormat);
        refused(new byte[0], PKIFailureInfo.badDataFormat);
        refused(new byte[8192], PKIFailureInfo.badDataFormat);
        var extended = new TimeStampRequestGenerator();
        extended.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), false, new byte[] {5, 0});
        refused(extended.generate(NISTObjectIdentifiers.id_sha256, new byte[32]).getEncoded(), PKIFailureInfo.unacceptedExtension);
        var policy = new TimeStampRequestGenerator();
        policy.setReqPolicy(new ASN1ObjectIdentifier("1.2.3.4.5"));
        refused(policy.generate(NISTObjectIdentifiers.id_sha256, new byte[32]).getEncoded(), PKIFailureInfo.unacceptedPolicy);
    }

    @Test
    @Proves("TS-01")
    void whatIsNoRequestByHttpIsTheSendersMistake() throws Exception {
        byte[] good = ask(NISTObjectIdentifiers.id_sha256, 32);
        var granted = post(good, QUERY + "; x=y");
        assertThat(granted.statusCode()).isEqualTo(200);
        assertThat(header(granted, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(granted, "Set-Cookie")).isEmpty();
        assertThat(post(good, "application/octet-stream").statusCode()).isEqualTo(415);
        assertThat(post(good, null).statusCode()).isEqualTo(415);
        assertThat(post(new byte[8193], QUERY).statusCode()).isEqualTo(413);
        assertThat(post(new byte[200_000], QUERY).statusCode()).isEqualTo(413);
        var looked = new HttpBrowser(port).get("/tsa");
        assertThat(looked.statusCode()).isEqualTo(405);
        assertThat(header(looked, "Allow")).isEqualTo("POST");
        assertThat(looked.body()).contains("Alamat untuk program", "application/timestamp-query");
    }

    @Test
    void aFloodFromOneAddressIsHeldBack() throws Exception {
        assertThat(post(new byte[1], QUERY).statusCode()).isEqualTo(200);
        jdbc.sql("UPDATE limit_window SET used = :full WHERE limit_name = 'TIMESTAMP_PER_ADDRESS'")
                .param("full", Limit.TIMESTAMP_PER_ADDRESS.permits()).update();
        var held = send(new byte[1], QUERY);
        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(header(held, "Retry-After"))).isBetween(1, 60);
        assertThat(post(new byte[1], QUERY).statusCode()).isEqualTo(200);
    }

    /** Whatever is sent, the answer is a TimeStampResp: granted for what is still a request, else the reason. */
    @Test
    @Proves("TS-01")
    void hostileRequestsGetAReason() throws Exception {
        var random = new Random(20261105);
        byte[] good = ask(NISTObjectIdentifiers.id_sha256, 32);
        int granted = 0;
        for (int i = 0; i < 400; i++) {
            byte[] mutant = good.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                int at = random.nextInt(mutant.length);
                if (random.nextInt(4) == 0) {
                    mutant = java.util.Arrays.copyOf(mutant, at + 1);
                } else {
                    mutant[at] = (byte) random.nextInt(256);
                }
            }
            var response = post(mutant, QUERY);
            assertThat(response.statusCode()).as("seed 20261105, %d", i).isEqualTo(200);
            var answer = new TimeStampResponse(response.body());
            assertThat(answer.getStatus() == 0 || answer.getFailInfo() != null).isTrue();
            granted += answer.getStatus() == 0 ? 1 : 0;
        }
        assertThat(granted).isBetween(1, 399);
    }

    @Test
    @Proves({"TS-01", "TS-02", "TS-04"})
    void opensslBelievesTheTokenAndNothingElse(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("root.pem"), Pem.certificates(List.of(authorities.root().der())));
        Files.writeString(folder.resolve("chain.pem"),
                Pem.certificates(List.of(certificates.inForce().getFirst().der(), authorities.issuing().der())));
        Files.writeString(folder.resolve("document"), "isi dokumen");
        Files.writeString(folder.resolve("other"), "isi lain");
        for (var options : List.of(List.of("-sha256", "-cert"), List.of("-sha512", "-no_nonce"), List.of("-sha384"))) {
            var query = new ArrayList<>(List.of("ts", "-query", "-data", "document", "-out", "query"));
            query.addAll(options);
            openssl(folder, query);
            var response = post(Files.readAllBytes(folder.resolve("query")), QUERY);
            Files.write(folder.resolve("reply"), response.body());
            // What did not come along is given; at the time of the tests' clock.
            var verify = new ArrayList<>(List.of("ts", "-verify", "-in", "reply", "-CAfile", "root.pem", "-untrusted", "chain.pem",
                    "-attime", Long.toString(clock.instant().getEpochSecond() + 1)));
            assertThat(openssl(folder, with(verify, "-queryfile", "query"))).contains("Verification: OK");
            assertThat(openssl(folder, with(verify, "-data", "document"))).contains("Verification: OK");
            assertThat(openssl(folder, with(verify, "-data", "other"))).contains("Verification: FAILED",
                    "message imprint mismatch");
            String text = openssl(folder, List.of("ts", "-reply", "-in", "reply", "-text"));
            assertThat(text).contains("Status: Granted.", "Version: 1", "Accuracy: 0x01 seconds", "Ordering: no", "GMT")
                    .containsPattern("Serial number: 0x[0-9A-F]{40}").contains("2.25.17112151667946493193442407350935598154");
        }
        openssl(folder, List.of("ts", "-query", "-data", "document", "-sha1", "-out", "query"));
        Files.write(folder.resolve("reply"), post(Files.readAllBytes(folder.resolve("query")), QUERY).body());
        assertThat(openssl(folder, List.of("ts", "-reply", "-in", "reply", "-text"))).contains("Status: Rejected.",
                "unrecognized or unsupported algorithm identifier");
    }

    private static List<String> with(List<String> options, String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    private static String openssl(Path folder, List<String> arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    @Proves("TS-02")
    void theRepositoryShowsTheCertificateThatSigns() throws Exception {
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/repository").body()).contains("Otoritas stempel waktu", "/ca/tsa.crt");
        var fetched = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ca/tsa.crt")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(header(fetched, "Content-Type")).isEqualTo("application/pkix-cert");
        assertThat(fetched.body()).isEqualTo(certificates.inForce().getFirst().der());
    }
}
