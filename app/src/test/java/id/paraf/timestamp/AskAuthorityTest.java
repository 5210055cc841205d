package id.paraf.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.bouncycastle.tsp.TimeStampRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.certificate.Authorities;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.pki.Pem;
import id.paraf.pki.tsp.Imprint;
import id.paraf.pki.tsp.ImprintHash;
import id.paraf.pki.tsp.TimestampFailure;
import id.paraf.pki.tsp.TimestampRequest.Query;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The client against a small server of its own, which answers rightly, wrongly, late or not at all. */
@ParafTest
class AskAuthorityTest {

    private static final Imprint IMPRINT = new Imprint(ImprintHash.SHA256, Hashes.ofToken("isi dokumen"));

    @Autowired
    AnswerTimestamp answers;
    @Autowired
    Authorities authorities;
    @Autowired
    MutableClock clock;
    @Autowired
    Randomness randomness;
    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Answer answer;
    private int asked;
    private Duration patience = Duration.ofSeconds(3);

    /** What the server does with a request. */
    private interface Answer {
        void to(HttpExchange exchange, byte[] request) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                asked++;
                assertThat(exchange.getRequestMethod()).isEqualTo("POST");
                assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/timestamp-query");
                answer.to(exchange, exchange.getRequestBody().readAllBytes());
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private Timestamps client(byte[] root) throws IOException {
        Path file = folder.resolve("root.pem");
        Files.writeString(file, Pem.certificate(root));
        var settings = new TimestampSettings.External(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa"), file, patience);
        return new Timestamps(null, new AskAuthority(settings, TimestampWiring.roots(file), clock, randomness::bytes));
    }

    private TokenOutcome ask() throws IOException {
        return client(authorities.root().der()).over(IMPRINT.hash(), IMPRINT.value());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void refused() throws IOException {
        assertThat(ask()).isInstanceOfSatisfying(TokenOutcome.Refused.class, refused -> {
            assertThat(refused.failure()).isEqualTo(TimestampFailure.SYSTEM_FAILURE);
            assertThat(refused.why()).doesNotContain("127.0.0.1", "Exception");
        });
        assertThat(asked).isOne();
        asked = 0;
    }

    @Test
    @Proves("TS-01")
    void aRightAnswerIsATokenWithItsTime() throws Exception {
        answer = (exchange, request) -> {
            try {
                var theirs = new TimeStampRequest(request);
                assertThat(theirs.getCertReq()).isTrue();
                assertThat(theirs.getNonce().bitLength()).isBetween(1, 64);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            send(exchange, 200, answers.answer(request));
        };
        assertThat(ask()).isInstanceOfSatisfying(TokenOutcome.Given.class, given -> {
            assertThat(given.time()).isEqualTo(clock.instant());
            assertThat(given.der()).isNotEmpty();
        });
        assertThat(client(authorities.issuing().der()).over(IMPRINT.hash(), IMPRINT.value()))
                .as("the chain may end at any certificate that the operator named").isInstanceOf(TokenOutcome.Given.class);
    }

    @Test
    @Proves("TS-01")
    void aWrongAnswerIsNoToken() throws Exception {
        byte[] other = new Query(new Imprint(ImprintHash.SHA256, new byte[32]), null, BigInteger.TEN, true).der();
        byte[] otherNonce = new Query(IMPRINT, null, BigInteger.TEN, true).der();
        for (byte[] wrong : List.of(answers.answer(other), answers.answer(otherNonce), new byte[0],
                "<html>sedang dipelihara</html>".getBytes(StandardCharsets.UTF_8), TimestampFailure.BAD_REQUEST.reply("no"),
                new byte[100_000])) {
            answer = (exchange, request) -> send(exchange, 200, wrong);
            refused();
        }
        var random = new Random(20261106);
        answer = (exchange, request) -> {
            byte[] broken = answers.answer(request);
            // The signature stands at the end.
            broken[broken.length - 1 - random.nextInt(60)] ^= 1;
            send(exchange, 200, broken);
        };
        refused();
        answer = (exchange, request) -> send(exchange, 200, Arrays.copyOf(answers.answer(request), 900));
        refused();
        for (int status : new int[] {201, 204, 302, 403, 500, 503}) {
            answer = (exchange, request) -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                send(exchange, status, status == 204 ? new byte[0] : answers.answer(request));
            };
            refused();
        }
    }

    @Test
    void anUnknownRootIsNoRoot() throws Exception {
        answer = (exchange, request) -> send(exchange, 200, answers.answer(request));
        byte[] stranger = Files.readAllBytes(strangersRoot());
        assertThat(client(stranger).over(IMPRINT.hash(), IMPRINT.value())).isInstanceOf(TokenOutcome.Refused.class);
    }

    private Path strangersRoot() throws Exception {
        Path file = folder.resolve("stranger.der");
        var process = new ProcessBuilder("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj", "/CN=Orang lain", "-days", "3650", "-outform", "DER", "-keyout", "key.pem", "-out", file.toString())
                .directory(folder.toFile()).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    @Test
    void anAnswerOfAnotherTimeIsNoToken() throws Exception {
        answer = (exchange, request) -> {
            byte[] response = answers.answer(request);
            clock.advance(Duration.ofSeconds(61));
            send(exchange, 200, response);
        };
        refused();
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForForever() throws Exception {
        patience = Duration.ofMillis(300);
        answer = (exchange, request) -> await();
        refused();
        // Headers at once, and then a body that never ends.
        answer = (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await();
        };
        refused();
        server.stop(0);
        asked = 1;
        refused();
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFileWithoutRootsIsToldAtTheStart() throws Exception {
        Path file = folder.resolve("empty.pem");
        Files.writeString(file, "bukan sertifikat");
        assertThatThrownBy(() -> TimestampWiring.roots(file)).isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("paraf.timestamp.external.root");
        assertThatThrownBy(() -> TimestampWiring.roots(folder.resolve("nowhere"))).isInstanceOf(RefusedToStart.class);
    }
}
