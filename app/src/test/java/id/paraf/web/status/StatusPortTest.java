package id.paraf.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.TestCertificates;
import id.paraf.pki.RevocationReason;
import id.paraf.status.FollowRegister;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.web.HttpDate;

/** OCSP's own port says exactly what the portal's port says, whatever HTTP looks like on the wire. */
@ParafTest
class StatusPortTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int portal;
    @Autowired
    List<Exchange> exchanges;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    FollowRegister follow;
    @Autowired
    MutableClock clock;

    private StatusPort open;
    private BigInteger serial;

    @BeforeEach
    void open() {
        open = new StatusPort(exchanges, clock, "127.0.0.1", 0);
        open.start();
        serial = certificates.issue().serial();
        follow.catchUp();
    }

    @AfterEach
    void close() {
        open.stop();
    }

    private byte[] ask(byte... nonce) throws Exception {
        var builder = new OCSPReqBuilder().addRequest(new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new X509CertificateHolder(authorities.issuing().der()), serial));
        if (nonce.length > 0) {
            builder.setRequestExtensions(new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
                    new DEROctetString(nonce).getEncoded())));
        }
        return builder.build().getEncoded();
    }

    private HttpResponse<byte[]> send(int port, String method, String path, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    @Proves({"OC-01", "OC-02", "OC-12"})
    void bothPortsGiveTheSameBytesAndHeaders() throws Exception {
        String path = "/ocsp/"
                + Base64.getEncoder().encodeToString(ask()).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        send(portal, "GET", path, null);
        for (Object[] one : new Object[][] {{"GET", path, null, new String[0]},
                {"POST", "/ocsp", ask(), new String[] {"Content-Type", "application/ocsp-request"}},
                {"POST", "/ocsp", new byte[9], new String[] {"Content-Type", "application/ocsp-request"}},
                {"POST", "/ocsp", new byte[5000], new String[] {"Content-Type", "application/ocsp-request"}},
                {"POST", "/ocsp", ask(), new String[] {"Content-Type", "text/plain"}}, {"DELETE", "/ocsp", null, new String[0]},
                {"GET", path, null, new String[] {"If-None-Match", "*"}}}) {
            var here = send(open.port(), (String) one[0], (String) one[1], (byte[]) one[2], (String[]) one[3]);
            var there = send(portal, (String) one[0], (String) one[1], (byte[]) one[2], (String[]) one[3]);
            assertThat(here.statusCode()).as(one[0] + " " + one[1]).isEqualTo(there.statusCode());
            assertThat(here.body()).isEqualTo(there.body());
            for (String header : new String[] {"Content-Type", "Cache-Control", "Last-Modified", "Expires", "ETag", "Allow"}) {
                if (here.statusCode() == 200 || !header.equals("Content-Type")) {
                    assertThat(here.headers().allValues(header)).as(header).isEqualTo(there.headers().allValues(header));
                }
            }
        }
        assertThat(send(open.port(), "GET", "/login", null).statusCode()).isEqualTo(404);
    }

    /** By the date alone nobody is told that a list is the same when another one was signed in that second. */
    @Test
    @Proves({"CR-05", "OC-13"})
    void aListHasADateOnceNoOtherListCanHaveIt() throws Exception {
        Instant before = clock.instant();
        String path = "/crl/" + Authorities.ISSUING + ".crl";
        // A second of its own, that no earlier list has.
        Instant second = before.truncatedTo(ChronoUnit.SECONDS).plusSeconds(100);
        String date = HttpDate.of(second);
        String settled = HttpDate.of(second.plusSeconds(10));
        try {
            clock.set(second);
            certificates.revoke(certificates.issue(), RevocationReason.SUPERSEDED);
            byte[] first = send(portal, "GET", path, null).body();
            String tag = send(portal, "GET", path, null).headers().firstValue("ETag").orElseThrow();
            clock.set(second.plusMillis(900));
            certificates.revoke(certificates.issue(), RevocationReason.SUPERSEDED);
            for (int port : new int[] {portal, open.port()}) {
                clock.set(second.plusMillis(900));
                var young = send(port, "GET", path, null);
                assertThat(young.body()).isNotEqualTo(first);
                assertThat(young.headers().firstValue("Last-Modified")).isEmpty();
                assertThat(send(port, "GET", path, null, "If-Modified-Since", date).statusCode()).isEqualTo(200);
                String newest = young.headers().firstValue("ETag").orElseThrow();
                assertThat(send(port, "GET", path, null, "If-None-Match", newest).statusCode()).isEqualTo(304);
                assertThat(send(port, "GET", path, null, "If-None-Match", tag).statusCode()).isEqualTo(200);

                clock.set(second.plusSeconds(9));
                assertThat(send(port, "GET", path, null).headers().firstValue("Last-Modified")).isEmpty();
                clock.set(second.plusSeconds(10));
                var old = send(port, "GET", path, null);
                assertThat(old.body()).isEqualTo(young.body());
                assertThat(old.headers().firstValue("Last-Modified")).contains(settled);
                assertThat(send(port, "GET", path, null, "If-Modified-Since", settled).statusCode()).isEqualTo(304);
                // Whoever fetched the first list in its second, and took that for its date.
                assertThat(send(port, "GET", path, null, "If-Modified-Since", date).body()).isEqualTo(young.body());
                assertThat(send(port, "GET", path, null, "If-None-Match", newest).statusCode()).isEqualTo(304);
                assertThat(send(port, "GET", path, null, "If-None-Match", tag, "If-Modified-Since", settled).statusCode())
                        .as("the tag decides").isEqualTo(200);
            }
        } finally {
            clock.set(before);
        }
    }

    /** Requests that come in one piece are answered in their order, though the middle one has to be signed. */
    @Test
    @Proves("OC-09")
    void answersKeepTheOrderOfTheRequests() throws Exception {
        byte[] plain = ask();
        byte[] nonce = ask("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        var wire = new java.io.ByteArrayOutputStream();
        post(wire, plain, false);
        post(wire, nonce, false);
        post(wire, new byte[3], false);
        post(wire, nonce, true);
        byte[] answers = exchange(wire.toByteArray());
        String text = new String(answers, StandardCharsets.ISO_8859_1);
        String[] parts = text.split("(?=HTTP/1\\.1 )");
        assertThat(parts).hasSize(4);
        assertThat(parts[0]).contains("ETag").doesNotContain("0123456789abcdef");
        assertThat(parts[1]).contains("no-store", "0123456789abcdef0123456789abcdef");
        assertThat(parts[2]).contains("Content-Length: 5\r\n");
        assertThat(parts[3]).contains("no-store", "0123456789abcdef0123456789abcdef", "Connection: close");
        byte[] body = parts[3].substring(parts[3].indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(((BasicOCSPResp) new OCSPResp(body).getResponseObject()).getResponses()[0].getCertID().getSerialNumber())
                .isEqualTo(serial);
    }

    private static void post(java.io.ByteArrayOutputStream wire, byte[] body, boolean last) throws IOException {
        wire.write(("POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Type: application/ocsp-request\r\n"
                + (last ? "Connection: close\r\n" : "")
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        wire.write(body);
        wire.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] exchange(byte[] sent) throws IOException {
        try (var socket = new Socket("127.0.0.1", open.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(sent);
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    @Proves("OC-01")
    void whatIsNoHttpIsRefusedAndClosed() throws Exception {
        for (String sent : new String[] {"rubbish\r\n\r\n", "GET /ocsp/" + "A".repeat(30_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /ocsp HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
            assertThat(new String(exchange(sent.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.ISO_8859_1))
                    .as(sent.substring(0, 8)).matches("(?s)(HTTP/1\\.1 4\\d\\d.*)?");
        }
    }
}
