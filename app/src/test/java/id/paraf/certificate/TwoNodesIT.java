package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Job;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Nodes;
import id.paraf.testing.Proves;
import id.paraf.testing.TestDatabase;

/** Two whole applications, each with its port, threads and memory, that start together on one empty database. */
class TwoNodesIT {

    private static final MutableClock CLOCK = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    private static final String DATABASE = TestDatabase.newUrl();
    private static final Semaphore RAN = new Semaphore(0);
    private static List<ConfigurableApplicationContext> nodes = List.of();

    @BeforeAll
    static void start() throws Exception {
        var counted = new Job("test.counted", Duration.ofHours(1), RAN::release);
        Callable<ConfigurableApplicationContext> node = () -> Nodes.start(DATABASE, CLOCK, List.of(counted));
        nodes = AtOnce.all(List.of(node, node));
    }

    @AfterAll
    static void stop() {
        nodes.forEach(ConfigurableApplicationContext::close);
    }

    private static <T> T bean(int node, Class<T> type) {
        return nodes.get(node).getBean(type);
    }

    @Test
    void togetherTheyMadeOneAuthority() {
        assertThat(bean(0, Authorities.class).issuing().der()).isEqualTo(bean(1, Authorities.class).issuing().der());
        assertThat(bean(0, JdbcClient.class).sql("SELECT count(*) FROM certificate WHERE account IS NULL AND phase = 'ISSUED'")
                .query(Long.class).single()).as("root, issuing, OCSP, timestamps").isEqualTo(4);
    }

    @Test
    @Proves("RE-06")
    void aJobRunsOnceOverBoth() throws Exception {
        assertThat(RAN.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        // Both look every two seconds: a second run would come within that.
        assertThat(RAN.tryAcquire(3, TimeUnit.SECONDS)).isFalse();
        CLOCK.advance(Duration.ofHours(1));
        assertThat(RAN.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(RAN.tryAcquire(3, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    @Proves({"CR-01", "CR-04"})
    void whoeverRevokesAtOnceOnBothNeverSharesANumberAndForgetsNobody() throws Exception {
        var certificates = new ArrayList<Certificate>();
        for (int i = 0; i < 12; i++) {
            certificates.add(bean(i % 2, TestCertificates.class).issue());
        }
        AtOnce.all(certificates.stream().map(certificate -> (Callable<Boolean>) () -> {
            bean(certificates.indexOf(certificate) % 2, TestCertificates.class).revoke(certificate, RevocationReason.SUPERSEDED);
            assertThat(list(certificates.indexOf(certificate) % 2).getRevokedCertificate(certificate.serial()))
                    .as("said before whoever revoked hears of it").isNotNull();
            return true;
        }).toList());
        assertThat(list(0).getEncoded()).isEqualTo(list(1).getEncoded());
        certificates.forEach(certificate -> assertThat(listed(certificate.serial())).isTrue());
        // One signature for each number: what was published is what the keyroom signed.
        var published = bean(0, JdbcClient.class).sql("""
                SELECT details ->> 'number' FROM audit_event WHERE type = 'authority.list-published'
                AND details ->> 'list' = 'issuing-g1' ORDER BY id""").query(Long.class).list();
        assertThat(published).doesNotHaveDuplicates().isSorted();
    }

    private static X509CRL list(int node) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(
                new ByteArrayInputStream(bean(node, RevocationLists.class).current(Authorities.ISSUING).orElseThrow().der()));
    }

    private static boolean listed(BigInteger serial) {
        try {
            return list(0).getRevokedCertificate(serial) != null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Proves("OC-13")
    void whatOneRevokesTheOtherSaysWithinAMinute() throws Exception {
        var certificate = bean(0, TestCertificates.class).issue();
        for (int i = 0; i < 60 && ask(1, certificate) != CertificateStatus.GOOD; i++) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertThat(ask(1, certificate)).isEqualTo(CertificateStatus.GOOD);

        Instant revoked = CLOCK.instant();
        bean(0, TestCertificates.class).revoke(certificate, RevocationReason.KEY_COMPROMISE);
        assertThat(ask(0, certificate)).as("at once where it was revoked").isInstanceOf(RevokedStatus.class);
        while (!(ask(1, certificate) instanceof RevokedStatus)) {
            CLOCK.advance(Duration.ofMillis(500));
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(CLOCK.instant()).isBefore(revoked.plusSeconds(60));
        }
        assertThat(((RevokedStatus) ask(1, certificate)).getRevocationTime()).isEqualTo(Date.from(revoked));
    }

    /** What a node's OCSP says over HTTP; null is good. */
    private static CertificateStatus ask(int node, Certificate certificate) throws Exception {
        var issuer = new X509CertificateHolder(bean(node, Authorities.class).issuing().der());
        var question = new OCSPReqBuilder().addRequest(new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1), issuer, certificate.serial()))
                .build();
        String port = nodes.get(node).getEnvironment().getRequiredProperty("local.server.port");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ocsp"))
                    .header("Content-Type", "application/ocsp-request")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(question.getEncoded())).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            var response = new OCSPResp(answer.body());
            return response.getStatus() == OCSPResp.SUCCESSFUL
                    ? ((BasicOCSPResp) response.getResponseObject()).getResponses()[0].getCertStatus()
                    : new org.bouncycastle.cert.ocsp.UnknownStatus();
        }
    }
}
