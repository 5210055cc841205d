package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.KnownLists;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.TestCertificates;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.kernel.Recurring;
import id.paraf.kernel.RefusedToStart;
import id.paraf.pki.RevocationReason;
import id.paraf.status.FollowRegister;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Nodes;
import id.paraf.testing.Proves;
import id.paraf.testing.TestDatabase;
import id.paraf.testing.Wire;

/** A node with the status role alone, beside a whole one, on a connection that may write nothing. */
class StatusNodeIT {

    private static final MutableClock CLOCK = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    private static final String READ_ONLY = "options=-c%20default_transaction_read_only%3Don";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext whole;
    private static ConfigurableApplicationContext status;
    private static int port;
    private static Wire wire;

    @BeforeAll
    static void start() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String database = TestDatabase.newUrl();
        whole = Nodes.start(database, CLOCK, List.of());
        var server = URI.create(database.substring("jdbc:".length()));
        wire = new Wire(new InetSocketAddress(server.getHost(), server.getPort()));
        status = node("--paraf.database.url=" + database.replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/")
                + (database.contains("?") ? "&" : "?") + READ_ONLY);
    }

    private static ConfigurableApplicationContext node(String... properties) {
        var application = Nodes.withoutLogging(StatusNode.application());
        application.addInitializers(context -> ((GenericApplicationContext) context).registerBean("clockOfTheTest",
                MutableClock.class, () -> CLOCK));
        var options = new ArrayList<>(List.of(properties));
        options.addAll(List.of("--spring.profiles.active=test", "--paraf.status.port=" + port, "--paraf.status.address=127.0.0.1"));
        return application.run(options.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        status.close();
        whole.close();
        wire.close();
    }

    private static HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] issuer() {
        return whole.getBean(Authorities.class).issuing().der();
    }

    /** Null is good. */
    private static CertificateStatus ask(Certificate certificate) throws Exception {
        status.getBean(FollowRegister.class).catchUp();
        return answer(certificate);
    }

    private static CertificateStatus answer(Certificate certificate) throws Exception {
        var question = new OCSPReqBuilder().addRequest(new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1), new X509CertificateHolder(issuer()),
                certificate.serial())).build();
        var answer = send("POST", "/ocsp", question.getEncoded(), "Content-Type", "application/ocsp-request");
        assertThat(answer.statusCode()).isEqualTo(200);
        var response = (BasicOCSPResp) new OCSPResp(answer.body()).getResponseObject();
        var responder = response.getCerts()[0];
        assertThat(response.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder))).isTrue();
        return response.getResponses()[0].getCertStatus();
    }

    @Test
    @Proves({"OC-08", "OC-13"})
    void itAnswersForWhatTheWholeNodeIssuedAndRevoked() throws Exception {
        var certificate = whole.getBean(TestCertificates.class).issue();
        assertThat(ask(certificate)).isEqualTo(CertificateStatus.GOOD);
        whole.getBean(TestCertificates.class).revoke(certificate, RevocationReason.KEY_COMPROMISE);
        assertThat(ask(certificate)).isInstanceOf(RevokedStatus.class);
    }

    @Test
    @Proves("CR-05")
    void itServesTheNewestListAndTheAuthoritiesAndMakesNone() throws Exception {
        var certificate = whole.getBean(TestCertificates.class).issue();
        whole.getBean(TestCertificates.class).revoke(certificate, RevocationReason.SUPERSEDED);
        var published = whole.getBean(RevocationLists.class).current(Authorities.ISSUING).orElseThrow();

        var list = send("GET", "/crl/issuing-g1.crl", null);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Content-Type")).contains("application/pkix-crl");
        assertThat(list.body()).isEqualTo(published.der());
        var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list.body()));
        assertThat(crl.getRevokedCertificate(certificate.serial())).isNotNull();

        assertThat(send("GET", "/crl/issuing-g1.crl", null, "If-None-Match", published.etag()).statusCode()).isEqualTo(304);
        var head = send("HEAD", "/crl/issuing-g1.crl", null);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(published.der().length);
        assertThat(send("DELETE", "/crl/issuing-g1.crl", null).statusCode()).isEqualTo(405);

        // Revoked a moment ago: the whole node publishes when somebody asks it, this one says what was published.
        whole.getBean(TestCertificates.class).revoke(whole.getBean(TestCertificates.class).issue(), RevocationReason.SUPERSEDED);
        var again = send("GET", "/crl/issuing-g1.crl", null).body();
        assertThat(again).isEqualTo(whole.getBean(KnownLists.class).newest("issuing-g1").orElseThrow().der());

        assertThat(send("GET", "/ca/tsa.crt", null).body())
                .isEqualTo(whole.getBean(TimestampCertificates.class).inForce().getFirst().der());
        var authority = send("GET", "/ca/issuing-g1.crt", null);
        assertThat(authority.body()).isEqualTo(issuer());
        assertThat(((X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(authority.body()))).getBasicConstraints()).isZero();
        for (String nowhere : List.of("/crl/nobody-g1.crl", "/ca/nobody-g1.crt", "/crl/", "/crl/..%2F..%2Fetc", "/login", "/")) {
            assertThat(send("GET", nowhere, null).statusCode()).as(nowhere).isEqualTo(404);
        }
    }

    /** Nobody has asked it for anything before. */
    @Test
    @Proves({"CR-05", "OC-14"})
    void withoutTheDatabaseItServesAllThatThereIs() throws Exception {
        var certificate = whole.getBean(TestCertificates.class).issue();
        assertThat(ask(certificate)).isEqualTo(CertificateStatus.GOOD);
        for (String name : List.of("issuing-g1", "issuing-g1-delta", "root-g1")) {
            whole.getBean(RevocationLists.class).current(name);
        }
        status.getBean(Recurring.class).run();
        var lists = whole.getBean(KnownLists.class);
        wire.cut();
        try {
            for (String name : List.of("issuing-g1", "issuing-g1-delta", "root-g1")) {
                var known = lists.newest(name);
                var answer = send("GET", "/crl/" + name + ".crl", null);
                assertThat(answer.statusCode()).as(name).isEqualTo(known.isPresent() ? 200 : 404);
                known.ifPresent(list -> assertThat(answer.body()).isEqualTo(list.der()));
            }
            for (String name : List.of("issuing-g1", "root-g1", "tsa")) {
                assertThat(send("GET", "/ca/" + name + ".crt", null).statusCode()).as(name).isEqualTo(200);
            }
            assertThat(answer(certificate)).isEqualTo(CertificateStatus.GOOD);
        } finally {
            wire.mend();
            // The pool tries again after pauses that grow to five seconds; each look waits for two.
            for (int i = 0; i < 10 && !reads(); i++) {
                assertThat(i).as("the database is back").isLessThan(9);
            }
            // A list is asked for again.
            CLOCK.advance(Duration.ofSeconds(6));
        }
    }

    private static boolean reads() {
        try {
            status.getBean(FollowRegister.class).catchUp();
            return true;
        } catch (DataAccessException notYet) {
            return false;
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() -> node("--paraf.database.url=" + status.getEnvironment().getProperty("paraf.database.url")))
                .rootCause().isInstanceOf(RefusedToStart.class).hasMessageContaining("paraf.status.port");
    }

    @Test
    void withoutADatabaseOrAnAuthorityItSaysWhatIsMissingAndMakesNothing(@TempDir Path data) {
        assertThatThrownBy(() -> node("--paraf.data-directory=" + data)).isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("paraf.database.url");
        assertThat(data).isEmptyDirectory();
        assertThatThrownBy(() -> node("--paraf.database.url=" + TestDatabase.newUrl())).rootCause()
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("no issuing authority yet");
    }
}
