package id.paraf.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/**
 * A request whose end can be read in two ways is the way to hide a second one from a proxy (RFC 9112 §6.1, §11.2). Both servers refuse it or
 * end the connection with its answer: what follows it is never answered.
 */
@ParafTest
class SmugglingTest {

    /** What a proxy that reads the other end would have let through. */
    private static final String HIDDEN = "GET /ca/root-g1.crt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    @LocalServerPort
    int portal;
    @Autowired
    List<Exchange> exchanges;
    @Autowired
    MutableClock clock;

    private StatusPort own;

    @BeforeEach
    void open() {
        own = new StatusPort(exchanges, clock, "127.0.0.1", 0);
        own.start();
    }

    @AfterEach
    void close() {
        own.stop();
    }

    @Proves("WF-10")
    @ParameterizedTest
    @ValueSource(strings = {
            // Both lengths, in both orders.
            "Content-Length: %d\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: %d",
            // Two lengths, in two headers and in one.
            "Content-Length: 0\r\nContent-Length: %d", "Content-Length: %d\r\nContent-Length: 0", "Content-Length: 0, %d",
            // Names and values that one reader takes for the header and another does not.
            "Transfer-Encoding : chunked\r\nContent-Length: %d", "Content-Length: %d\r\nTransfer-Encoding: xchunked",
            "Content-Length: %d\r\nTransfer-Encoding: identity", "Content-Length: %d\r\nTransfer-Encoding: chunked, identity",
            "Content-Length: %d\r\nTransfer-Encoding:\r\n chunked", "Content-Length: %d\r\nTransfer-Encoding: \u000bchunked",
            "Content-Length: +%d", "Content-Length: -1", "Content-Length: 0x0",
            "X: y\rContent-Length: %d\r\nTransfer-Encoding: chunked"})
    void whatFollowsARequestWithTwoEndsIsNeverAnswered(String headers) throws IOException {
        for (int port : new int[] {portal, own.port()}) {
            String hidden = "0\r\n\r\n" + HIDDEN;
            String reply = exchange(port, "POST /ocsp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\n"
                    + headers.formatted(hidden.length()) + "\r\n\r\n" + hidden, 300);
            var statuses = STATUS.matcher(reply).results().map(found -> found.group(1)).toList();
            assertThat(statuses).as("%s: %s", port == portal ? "portal" : "own port", reply).hasSizeLessThanOrEqualTo(1);
            assertThat(reply).doesNotContain("application/pkix-cert");
        }
    }

    /** What an honest client sends one after the other is answered, so the test above can fail. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "Transfer-Encoding: chunked"})
    void whatFollowsARequestWithOneEndIsAnswered(String header) throws IOException {
        for (int port : new int[] {portal, own.port()}) {
            String body = header.startsWith("T") ? "0\r\n\r\n" : "";
            String reply = exchange(port,
                    "POST /ocsp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\n" + header
                            + "\r\n\r\n" + body + HIDDEN,
                    10_000);
            assertThat(STATUS.matcher(reply).results().count()).as(reply).isEqualTo(2);
            assertThat(reply).contains("application/pkix-cert");
        }
    }

    /** Whatever comes until the server closes, or is silent. */
    private static String exchange(int port, String request, int patience) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(patience);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var all = new ByteArrayOutputStream();
            byte[] some = new byte[8192];
            try {
                for (int count = socket.getInputStream().read(some); count >= 0; count = socket.getInputStream().read(some)) {
                    all.write(some, 0, count);
                }
            } catch (IOException silentOrReset) {
                // What came until then is what was said.
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
