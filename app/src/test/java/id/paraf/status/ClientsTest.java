package id.paraf.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Responders;
import id.paraf.certificate.TestCertificates;
import id.paraf.pki.Pem;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What clients that others wrote make of our answers. */
@ParafTest
class ClientsTest {

    @LocalServerPort
    int port;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    Responders responders;
    @Autowired
    FollowRegister follow;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private static X509Certificate parse(byte[] der) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    @Test
    @Proves({"OC-06", "OC-08", "OC-13", "OC-15"})
    void opensslBelievesTheAnswerUntilItIsRevoked(@TempDir Path folder) throws Exception {
        var certificate = certificates.issue();
        follow.catchUp();
        assertThat(openssl(folder, certificate, "-sha1")).contains("Response verify OK", "leaf.pem: good")
                .doesNotContain("WARNING");
        assertThat(openssl(folder, certificate, "-sha256")).contains("Response verify OK", "leaf.pem: good");
        assertThat(openssl(folder, certificate, "-sha256", "-no_nonce")).contains("Response verify OK", "leaf.pem: good");

        certificates.revoke(certificate, RevocationReason.KEY_COMPROMISE);
        assertThat(openssl(folder, certificate, "-sha1")).contains("Response verify OK", "leaf.pem: revoked", "keyCompromise");
        assertThat(openssl(folder, certificate, "-sha256", "-no_nonce")).contains("Response verify OK", "leaf.pem: revoked");
        assertThat(jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject")
                .param("subject", "certificate:" + certificate.id())
                .query(String.class).list()).contains("certificate.revoked");
    }

    private String openssl(Path folder, Certificate certificate, String... options) throws Exception {
        Files.writeString(folder.resolve("leaf.pem"), Pem.certificate(certificate.der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(authorities.issuing().der()));
        Files.writeString(folder.resolve("chain.pem"),
                Pem.certificates(List.of(authorities.issuing().der(), authorities.root().der())));
        var command = new java.util.ArrayList<>(List.of("openssl", "ocsp"));
        command.addAll(List.of(options));
        // The tests' clock is not that of this machine.
        command.addAll(List.of("-issuer", "issuing.pem", "-cert", "leaf.pem", "-url", "http://localhost:" + port + "/ocsp",
                "-CAfile",
                "chain.pem", "-attime", Long.toString(clock.instant().getEpochSecond() + 1), "-validity_period", "1000000000"));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    @Proves({"OC-15", "OC-13"})
    void theJdksOwnCheckerBelievesTheAnswerUntilItIsRevoked() throws Exception {
        Instant before = clock.instant();
        // The JDK compares what it fetches with the clock of the machine, whatever date it validates for.
        clock.set(Instant.now());
        try {
            responders.afterPropertiesSet();
            var certificate = certificates.issue();
            follow.catchUp();
            validate(certificate);
            certificates.revoke(certificate, RevocationReason.AFFILIATION_CHANGED);
            assertThatThrownBy(() -> validate(certificate)).isInstanceOf(CertPathValidatorException.class)
                    .hasCauseInstanceOf(CertificateRevokedException.class);
        } finally {
            clock.set(before);
        }
    }

    private void validate(Certificate certificate) throws Exception {
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(parse(certificate.der())));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(parse(authorities.issuing().der()), null)));
        parameters.setDate(Date.from(clock.instant().plus(Duration.ofSeconds(1))));
        var validator = CertPathValidator.getInstance("PKIX");
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOcspResponder(URI.create("http://localhost:" + port + "/ocsp"));
        checker.setOptions(Set.of(PKIXRevocationChecker.Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
        validator.validate(path, parameters);
    }
}
