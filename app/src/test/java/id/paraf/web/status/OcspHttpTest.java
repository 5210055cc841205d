package id.paraf.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.ResumeCertificate;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.certificate.TestCertificates;
import id.paraf.kernel.Origin;
import id.paraf.status.FollowRegister;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class OcspHttpTest {

    /** RFC 9110 §5.6.7: the one form that is sent. */
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private static final Origin PLACE = new Origin("192.0.2.7", "test");

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    ResumeCertificate resume;
    @Autowired
    FollowRegister follow;
    @Autowired
    MutableClock clock;

    private BigInteger serial;

    @BeforeEach
    void issue() {
        serial = certificates.issue().serial();
        follow.catchUp();
    }

    private byte[] ask(BigInteger about) throws Exception {
        return new OCSPReqBuilder().addRequest(new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new X509CertificateHolder(authorities.issuing().der()), about)).build().getEncoded();
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join("; ", response.headers().allValues(name));
    }

    private static SingleResp single(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/ocsp-response");
        return ((BasicOCSPResp) new OCSPResp(response.body()).getResponseObject()).getResponses()[0];
    }

    private static void error(HttpResponse<byte[]> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/ocsp-response");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(new OCSPResp(response.body()).getStatus()).isEqualTo(status);
    }

    @Test
    @Proves("OC-01")
    void everySpellingOfAGetAndAPostGetTheSameAnswer() throws Exception {
        // A number that was never issued, and whose request has a slash and a plus in its base64.
        String text = "";
        for (int i = 0; !(text.contains("/") && text.contains("+")); i++) {
            text = text(ask(new BigInteger(159, new Random(i)).setBit(158)));
        }
        for (String path : new String[] {text, URLEncoder.encode(text, StandardCharsets.UTF_8), text.replace("=", ""),
                text.replace("/", "%2f"), text.replace("+", "%2B"), text.replace("=", "%3D")}) {
            error(send("GET", "/ocsp/" + path, null), OCSPResp.UNAUTHORIZED);
        }
        byte[] known = ask(certificates.issue().serial());
        follow.catchUp();
        byte[] posted = send("POST", "/ocsp", known, "Content-Type", "application/ocsp-request").body();
        assertThat(send("GET", "/ocsp/" + URLEncoder.encode(text(known), StandardCharsets.UTF_8), null).body()).isEqualTo(posted);
        assertThat(send("GET", "/ocsp/" + text(known), null).body()).isEqualTo(posted);
        assertThat(send("POST", "/ocsp/", known, "Content-Type", "application/ocsp-request").body()).isEqualTo(posted);
    }

    private static String text(byte[] request) {
        return Base64.getEncoder().encodeToString(request);
    }

    @Test
    @Proves({"OC-01", "OC-02"})
    void whatIsNoRequestIsMalformedOrTheSendersMistake() throws Exception {
        byte[] request = ask(serial);
        error(send("GET", "/ocsp", null), OCSPResp.MALFORMED_REQUEST);
        error(send("GET", "/ocsp/", null), OCSPResp.MALFORMED_REQUEST);
        error(send("GET", "/ocsp/bukan-permintaan", null), OCSPResp.MALFORMED_REQUEST);
        error(send("GET", "/ocsp/%C3%A9", null), OCSPResp.MALFORMED_REQUEST);
        error(send("POST", "/ocsp", new byte[0], "Content-Type", "application/ocsp-request"), OCSPResp.MALFORMED_REQUEST);
        error(send("POST", "/ocsp", java.util.Arrays.copyOf(request, request.length + 1), "Content-Type",
                "application/ocsp-request"), OCSPResp.MALFORMED_REQUEST);
        error(send("POST", "/ocsp", new byte[4096], "Content-Type", "application/ocsp-request"), OCSPResp.MALFORMED_REQUEST);
        assertThat(send("POST", "/ocsp", request, "Content-Type", "application/x-www-form-urlencoded").statusCode()).isEqualTo(415);
        assertThat(send("POST", "/ocsp", request).statusCode()).isEqualTo(415);
        for (int length : new int[] {4097, 5000, 200_000}) {
            assertThat(send("POST", "/ocsp", new byte[length], "Content-Type", "application/ocsp-request").statusCode())
                    .isEqualTo(413);
        }
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"}) {
            var refused = send(method, "/ocsp", null);
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(header(refused, "Allow")).isEqualTo("GET, POST");
        }
    }

    @Test
    @Proves({"OC-02", "OC-04", "OC-05"})
    void errorsOfTheProtocolAreNoErrorsOfHttp() throws Exception {
        error(send("POST", "/ocsp", ask(serial.add(BigInteger.ONE)), "Content-Type", "application/ocsp-request"),
                OCSPResp.UNAUTHORIZED);
    }

    @Test
    @Proves({"OC-06", "OC-13"})
    void aSuspensionIsAHoldUntilItEnds() throws Exception {
        var certificate = certificates.issue();
        byte[] request = ask(certificate.serial());
        follow.catchUp();
        assertThat(post(request).getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        var since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        suspend.byOwner(certificate.id(), certificate.account(), PLACE);
        follow.catchUp();
        var held = (RevokedStatus) post(request).getCertStatus();
        assertThat(held.getRevocationReason()).isEqualTo(CRLReason.certificateHold);
        assertThat(held.getRevocationTime().toInstant()).isEqualTo(since);
        resume.byOwner(certificate.id(), certificate.account(), PLACE);
        follow.catchUp();
        assertThat(post(request).getCertStatus()).isEqualTo(CertificateStatus.GOOD);
    }

    private SingleResp post(byte[] request) throws Exception {
        return single(send("POST", "/ocsp", request, "Content-Type", "application/ocsp-request"));
    }

    @Test
    @Proves("OC-12")
    void headersSayHowLongAnAnswerMayBeShared() throws Exception {
        String path = "/ocsp/" + URLEncoder.encode(text(ask(serial)), StandardCharsets.UTF_8);
        var answer = send("GET", path, null);
        var single = single(answer);
        assertThat(single.getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        assertThat(date(header(answer, "Last-Modified"))).isEqualTo(single.getThisUpdate().toInstant());
        assertThat(date(header(answer, "Expires"))).isEqualTo(single.getNextUpdate().toInstant());
        assertThat(header(answer, "Cache-Control")).matches("max-age=\\d+, public, no-transform, must-revalidate");
        long age = Long.parseLong(header(answer, "Cache-Control").replaceAll("\\D", ""));
        assertThat(age).isPositive()
                .isLessThanOrEqualTo(single.getNextUpdate().toInstant().getEpochSecond() - clock.instant().getEpochSecond());
        // OC-13: a cache in front of us keeps a revocation from nobody for longer than a minute.
        assertThat(age).isLessThan(60);
        assertThat(header(answer, "ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Set-Cookie")).isEmpty();
    }

    private static Instant date(String header) {
        assertThat(IMF_FIXDATE.format(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME))).isEqualTo(header);
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
    }

    @Test
    @Proves("OC-12")
    void whoHasTheAnswerIsToldSo() throws Exception {
        String path = "/ocsp/" + URLEncoder.encode(text(ask(serial)), StandardCharsets.UTF_8);
        var answer = send("GET", path, null);
        String tag = header(answer, "ETag");
        for (String[] same : new String[][] {{"If-None-Match", tag}, {"If-None-Match", "\"x\", W/" + tag}, {"If-None-Match", "*"},
                {"If-Modified-Since", header(answer, "Last-Modified")}}) {
            var again = send("GET", path, null, same);
            assertThat(again.statusCode()).as(same[1]).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
        }
        for (String[] other : new String[][] {{"If-None-Match", "\"x\""}, {"If-Modified-Since", "Mon, 02 Nov 2020 02:00:00 GMT"},
                {"If-Modified-Since", "kemarin"},
                {"If-None-Match", "\"x\"", "If-Modified-Since", header(answer, "Last-Modified")}}) {
            assertThat(send("GET", path, null, other).body()).as(other[1]).isEqualTo(answer.body());
        }
    }

    /** Whoever checks certificates comes over plain HTTP, by whatever name the operator gave the responder. */
    @Test
    void noHostNameAndNoCookiePlaysAPart() throws Exception {
        var raw = RawGet.of(port, "/ocsp/" + URLEncoder.encode(text(ask(serial)), StandardCharsets.UTF_8),
                "pki.contoh.example");
        assertThat(raw).startsWith("HTTP/1.1 200");
        assertThat(RawGet.of(port, "/help", "pki.contoh.example")).startsWith("HTTP/1.1 421");
    }
}
