package id.paraf.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.TestCertificates;
import id.paraf.pki.Pem;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What the JDK makes of our lists, and how curl asks again for what it has. */
@ParafTest
class ListClientsTest {

    private static final String LIST = "/crl/issuing-g1.crl";

    @LocalServerPort
    int port;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    FollowRegister follow;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private static X509Certificate parse(byte[] der) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private X509CRL list(String authority) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(address("/crl/" + authority + ".crl"))).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
        }
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    @Test
    @Proves({"CR-02", "CR-05"})
    void theJdksOwnCheckerBelievesTheListsUntilItIsRevoked() throws Exception {
        var certificate = certificates.issue();
        var other = certificates.issue();
        validate(certificate, list(Authorities.ISSUING), list(Authorities.ROOT));
        // It needs both: the root's list tells of the issuing authority, and a list of somebody else tells nothing.
        assertThatThrownBy(() -> validate(certificate, list(Authorities.ISSUING))).isInstanceOfSatisfying(
                CertPathValidatorException.class,
                e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS));
        assertThatThrownBy(() -> validate(certificate, list(Authorities.ROOT))).isInstanceOf(CertPathValidatorException.class);

        certificates.revoke(certificate, RevocationReason.KEY_COMPROMISE);
        var issuer = parse(authorities.issuing().der()).getSubjectX500Principal();
        var refused = catchThrowableOfType(CertPathValidatorException.class,
                () -> validate(certificate, list(Authorities.ISSUING), list(Authorities.ROOT)));
        assertThat(refused.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED);
        assertThat(refused).cause().isInstanceOfSatisfying(CertificateRevokedException.class, revoked -> {
            assertThat(revoked.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
            assertThat(revoked.getAuthorityName()).isEqualTo(issuer);
        });
        validate(other, list(Authorities.ISSUING), list(Authorities.ROOT));
        assertThat(events(certificate)).contains("certificate.revoked");
        assertThat(events(other)).doesNotContain("certificate.revoked");
    }

    private void validate(Certificate certificate, X509CRL... lists) throws Exception {
        var path = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(parse(certificate.der()), parse(authorities.issuing().der())));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(parse(authorities.root().der()), null)));
        parameters.setDate(Date.from(clock.instant().plus(Duration.ofSeconds(1))));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(lists))));
        var validator = CertPathValidator.getInstance("PKIX");
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(Set.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
        validator.validate(path, parameters);
    }

    private List<String> events(Certificate certificate) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject").param("subject", "certificate:" + certificate.id())
                .query(String.class).list();
    }

    @Test
    @Proves({"CR-05", "OC-13"})
    void curlFetchesAListAgainOnlyWhenThereIsANewOne() throws Exception {
        var before = clock.instant();
        var certificate = certificates.issue();
        try {
            // A list has no date until it is sure that no other one is of the same second.
            settle();
            askAgain(address(LIST), certificate);
            assertThat(list(Authorities.ISSUING).getRevokedCertificate(certificate.serial())).isNotNull();
            assertThat(headers()).as("younger than that").doesNotContain("last-modified");
            settle();
            assertThat(curl("seventh", "--time-cond", "first", "--remote-time", address(LIST))).startsWith("200 ");
            assertThat(headers()).contains("last-modified");
            assertThat(Files.mismatch(folder.resolve("fifth"), folder.resolve("seventh"))).isEqualTo(-1);
            assertThat(curl("eighth", "--time-cond", "seventh", address(LIST))).isEqualTo("304 0");
        } finally {
            clock.set(before);
        }
    }

    private void settle() throws Exception {
        clock.set(list(Authorities.ISSUING).getThisUpdate().toInstant().plusSeconds(11));
    }

    private String headers() throws Exception {
        return Files.readString(folder.resolve("headers")).toLowerCase(Locale.ROOT);
    }

    @Test
    @Proves({"OC-12", "OC-13"})
    void curlFetchesAnAnswerAgainOnlyWhenThereIsANewOne() throws Exception {
        var before = clock.instant();
        var certificate = certificates.issue();
        follow.catchUp();
        Files.writeString(folder.resolve("leaf.pem"), Pem.certificate(certificate.der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(authorities.issuing().der()));
        run("openssl", "ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-no_nonce", "-reqout", "request.der");
        String request = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("request.der")));
        try {
            askAgain(address("/ocsp/" + URLEncoder.encode(request, StandardCharsets.US_ASCII)), certificate);
        } finally {
            clock.set(before);
        }
    }

    /** By tag and by time: nothing new, and after a revocation something new. */
    private void askAgain(String address, Certificate certificate) throws Exception {
        assertThat(curl("first", "--etag-save", "tag", "--remote-time", address)).startsWith("200 ").isNotEqualTo("200 0");
        assertThat(Files.readString(folder.resolve("tag"))).contains("\"");
        assertThat(curl("second", "--etag-compare", "tag", address)).isEqualTo("304 0");
        // The file's time is that of Last-Modified.
        assertThat(curl("third", "--time-cond", "first", address)).isEqualTo("304 0");
        assertThat(curl("fourth", "--time-cond", "Thu, 01 Jan 2015 00:00:00 GMT", address)).startsWith("200 ");
        assertThat(Files.mismatch(folder.resolve("first"), folder.resolve("fourth"))).isEqualTo(-1);

        // A time says seconds, and the test before this one may have been ahead.
        var modified = Files.getLastModifiedTime(folder.resolve("first")).toInstant();
        clock.set((modified.isAfter(clock.instant()) ? modified : clock.instant()).plusSeconds(2));
        certificates.revoke(certificate, RevocationReason.SUPERSEDED);
        follow.catchUp();
        assertThat(events(certificate)).contains("certificate.revoked");
        assertThat(curl("fifth", "--etag-compare", "tag", address)).startsWith("200 ");
        assertThat(curl("sixth", "--time-cond", "first", address)).startsWith("200 ");
        assertThat(Files.mismatch(folder.resolve("first"), folder.resolve("fifth"))).isNotEqualTo(-1);
        assertThat(Files.mismatch(folder.resolve("fifth"), folder.resolve("sixth"))).isEqualTo(-1);
    }

    /** The status that the server sent, as curl calls an answer 304 itself, too, and how many bytes of a body there were. */
    private String curl(String file, String... options) throws Exception {
        var command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--noproxy", "*", "--output", file,
                "--dump-header", "headers", "--write-out", "%{size_download}"));
        command.addAll(List.of(options));
        String size = run(command.toArray(String[]::new));
        return Files.readAllLines(folder.resolve("headers")).getFirst().split(" ")[1] + " " + size;
    }

    private String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
