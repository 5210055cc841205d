package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.kernel.Faults;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.Pem;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class RevocationListsTest {

    private static final String COMPLETE = Authorities.ISSUING;
    private static final String DELTA = COMPLETE + "-delta";

    @LocalServerPort
    int port;
    @Autowired
    RevocationLists lists;
    @Autowired
    PublishList publish;
    @Autowired
    KnownLists known;
    @Autowired
    ListRows listRows;
    @Autowired
    CertificateRows rows;
    @Autowired
    Repository repository;
    @Autowired
    LostEntries lost;
    @Autowired
    RevocationRecord revocations;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Audit audit;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    @Autowired
    MutableClock clock;
    @Autowired
    TransactionTemplate transaction;

    private byte[] der(String name) {
        return lists.current(name).orElseThrow().der();
    }

    private boolean names(String list, Certificate certificate) throws Exception {
        var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der(list)));
        crl.verify(
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authorities.issuing().der()))
                        .getPublicKey());
        return crl.getRevokedCertificate(certificate.serial()) != null;
    }

    private int events(String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type AND subject = 'authority:issuing-g1'")
                .param("type", type)
                .query(Integer.class).single();
    }

    @Test
    @Proves({"CR-01", "CR-02"})
    void aDeltaTellsWhatItsBaseLacksUnderTheSameNumber(@TempDir Path folder) throws Exception {
        var before = lists.current(COMPLETE).orElseThrow();
        var certificate = certificates.issue();
        int published = events("authority.list-published");
        certificates.revoke(certificate, RevocationReason.KEY_COMPROMISE);
        var complete = lists.current(COMPLETE).orElseThrow();
        var delta = lists.current(DELTA).orElseThrow();
        assertThat(events("authority.list-published")).isEqualTo(published + 2);
        assertThat(complete.number()).isEqualTo(delta.number()).isGreaterThan(before.number());
        assertThat(names(COMPLETE, certificate)).isTrue();
        assertThat(names(DELTA, certificate)).isTrue();
        var indicator = new X509CRLHolder(delta.der()).getExtension(Extension.deltaCRLIndicator);
        assertThat(((ASN1Integer) indicator.getParsedValue()).getValue()).isEqualTo(BigInteger.valueOf(before.number()));

        // The list of before and the delta together say for openssl what the new list says alone.
        assertThat(openssl(folder, certificate, before.der())).contains("leaf.pem: OK");
        assertThat(openssl(folder, certificate, before.der(), delta.der())).contains("certificate revoked");
        assertThat(openssl(folder, certificate, complete.der())).contains("certificate revoked");
    }

    private String openssl(Path folder, Certificate certificate, byte[]... crls) throws Exception {
        Files.writeString(folder.resolve("leaf.pem"), Pem.certificate(certificate.der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(authorities.issuing().der()));
        Files.writeString(folder.resolve("root.pem"), Pem.certificate(authorities.root().der()));
        var all = new StringBuilder();
        for (byte[] crl : crls) {
            all.append("-----BEGIN X509 CRL-----\n").append(java.util.Base64.getMimeEncoder().encodeToString(crl))
                    .append("\n-----END X509 CRL-----\n");
        }
        Files.writeString(folder.resolve("lists.pem"), all);
        var command = new ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-crl_check"));
        if (crls.length > 1) {
            command.addAll(List.of("-extended_crl", "-use_deltas"));
        }
        command.addAll(List.of("-attime", Long.toString(clock.instant().getEpochSecond() + 1), "-CAfile", "root.pem", "-untrusted",
                "issuing.pem", "-CRLfile", "lists.pem", "leaf.pem"));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** RFC 5280 §5.2.6: a pointer to a delta that is not there yet stops whoever follows it. */
    @Test
    @Proves({"CR-01", "CR-02"})
    void whereTheFirstListOfANewAuthorityPointsThereIsADelta(@TempDir Path folder) throws Exception {
        var issuing = authorities.issuing();
        var fresh = new Authority("baru-g1", issuing.key(), issuing.certificate(), issuing.der(), false);
        var name = new ListName(fresh.name(), 0, false);
        jdbc.sql("INSERT INTO certificate_authority (name, key, created_at) VALUES ('baru-g1', :key, :now)")
                .param("key", fresh.key()).param("now", CertificateRows.utc(clock.instant())).update();
        try {
            publish.publish(name, fresh, false);
            var first = known.newest(name).orElseThrow();
            var delta = known.newest(pointed(first.der())).orElseThrow();
            assertThat(List.of(first.number(), delta.number())).containsExactly(1L, 1L);
            var read = new X509CRLHolder(delta.der());
            // RFC 5280 §5.2.4: its base and it have the same scope and, made at the same time, the same number.
            assertThat(((ASN1Integer) read.getExtension(Extension.deltaCRLIndicator).getParsedValue()).getValue())
                    .isEqualTo(BigInteger.ONE);
            assertThat(read.getExtension(Extension.deltaCRLIndicator).isCritical()).isTrue();
            assertThat(read.getExtension(Extension.freshestCRL)).isNull();
            assertThat(read.getExtension(Extension.issuingDistributionPoint)).isNull();
            assertThat(read.getRevokedCertificates()).isEmpty();
            assertThat(delta.thisUpdate()).isEqualTo(first.thisUpdate());
            assertThat(openssl(folder, certificates.issue(), first.der(), delta.der())).contains("leaf.pem: OK");
            assertThat(published(fresh)).containsExactly("baru-g1 1", "baru-g1-delta 1");

            publish.publish(name, fresh, false);
            assertThat(published(fresh)).as("nothing is due").hasSize(2);
            jdbc.sql("DELETE FROM certificate_revocation_list WHERE authority = 'baru-g1' AND delta").update();
            publish.publish(name, fresh, false);
            assertThat(published(fresh)).as("an older program left it out").endsWith("baru-g1 2", "baru-g1-delta 2");
            assertThat(listRows.newest(name.asDelta()).orElseThrow().base()).isEqualTo(1);
        } finally {
            jdbc.sql("DELETE FROM certificate_revocation_list WHERE authority = 'baru-g1'").update();
            jdbc.sql("DELETE FROM certificate_authority WHERE name = 'baru-g1'").update();
        }
    }

    @Test
    @Proves("CR-02")
    void whereTheListsOfAFreshInstallationPointThereIsAnAnswer() throws Exception {
        for (String list : List.of(Authorities.ROOT, Authorities.ISSUING)) {
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/crl/"
                        + pointed(der(list)) + ".crl")).build(), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(list).isEqualTo(200);
                assertThat(new X509CRLHolder(answer.body()).getExtension(Extension.deltaCRLIndicator)).isNotNull();
            }
        }
    }

    /** The name of the list at the address in Freshest CRL. */
    private static String pointed(byte[] list) throws Exception {
        var pointer = CRLDistPoint.getInstance(new X509CRLHolder(list).getExtension(Extension.freshestCRL).getParsedValue());
        var names = GeneralNames.getInstance(pointer.getDistributionPoints()[0].getDistributionPoint().getName()).getNames();
        return names[0].getName().toString().replaceFirst(".*/crl/(.*)\\.crl$", "$1");
    }

    private List<String> published(Authority authority) {
        return jdbc.sql("""
                SELECT details ->> 'list' || ' ' || (details ->> 'number') FROM audit_event
                WHERE type = 'authority.list-published' AND subject = :subject ORDER BY id""")
                .param("subject", "authority:" + authority.name()).query(String.class).list();
    }

    @Test
    @Proves({"CR-02", "CR-05"})
    void fromTheSecondListOnEachSaysWhichCertificatesItIsAbout(@TempDir Path folder) throws Exception {
        var first = certificates.issue();
        long count = jdbc.sql("SELECT nextval('certificate_count')").query(Long.class).single();
        jdbc.sql("SELECT setval('certificate_count', 100000)").query(Long.class).single();
        try {
            var second = certificates.issue();
            var good = certificates.issue();
            assertThat(new String(second.der(), StandardCharsets.ISO_8859_1)).contains("/crl/issuing-g1-p1.crl");
            certificates.revoke(first, RevocationReason.SUPERSEDED);
            certificates.revoke(second, RevocationReason.SUPERSEDED);
            assertThat(lists.names(COMPLETE)).containsExactly("issuing-g1", "issuing-g1-p1");
            assertThat(names("issuing-g1", first)).isTrue();
            assertThat(names("issuing-g1", second)).isFalse();
            assertThat(names("issuing-g1-p1", second)).isTrue();
            assertThat(names("issuing-g1-p1", first)).isFalse();
            for (String name : lists.names(COMPLETE)) {
                var point = new X509CRLHolder(der(name)).getExtension(Extension.issuingDistributionPoint);
                assertThat(point.isCritical()).isTrue();
                assertThat(IssuingDistributionPoint.getInstance(point.getParsedValue()).getDistributionPoint().toString())
                        .contains("/crl/" + name + ".crl");
            }
            assertThat(openssl(folder, second, der("issuing-g1-p1"))).contains("certificate revoked");
            assertThat(openssl(folder, good, der("issuing-g1-p1"))).contains("leaf.pem: OK");
            assertThat(openssl(folder, good, der("issuing-g1"))).as("a list of other certificates proves nothing")
                    .contains("scope").doesNotContain("leaf.pem: OK");
            assertThat(lists.current("issuing-g1-p2")).isEmpty();
        } finally {
            jdbc.sql("SELECT setval('certificate_count', :count)").param("count", count).query(Long.class).single();
            jdbc.sql("UPDATE certificate SET partition = 0 WHERE partition = 1").update();
            jdbc.sql("UPDATE certificate_authority SET partitions = 1, revision = revision + 1 WHERE name = 'issuing-g1'").update();
        }
        assertThat(new X509CRLHolder(der(COMPLETE)).getExtension(Extension.issuingDistributionPoint)).isNull();
    }

    @Test
    @Proves("CR-04")
    void aListThatForgotSomebodyIsNotPublished() throws Exception {
        var revoked = certificates.issue();
        certificates.revoke(revoked, RevocationReason.KEY_COMPROMISE);
        var good = lists.current(COMPLETE).orElseThrow();
        jdbc.sql("ALTER TABLE certificate DISABLE TRIGGER USER").update();
        jdbc.sql("UPDATE certificate SET phase = 'ISSUED', revoked_at = NULL, reason = NULL WHERE id = :id")
                .param("id", revoked.id().value()).update();
        int blocked = events("authority.list-blocked");
        try {
            jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = 'issuing-g1'").update();
            assertThat(lists.current(COMPLETE).orElseThrow().number()).isEqualTo(good.number());
            assertThat(names(COMPLETE, revoked)).isTrue();
            lists.current(COMPLETE);
            assertThat(events("authority.list-blocked")).isEqualTo(blocked + 1);
        } finally {
            jdbc.sql("UPDATE certificate SET phase = 'REVOKED', revoked_at = :at, reason = 1 WHERE id = :id")
                    .param("at", CertificateRows.utc(clock.instant())).param("id", revoked.id().value()).update();
            jdbc.sql("ALTER TABLE certificate ENABLE TRIGGER USER").update();
        }
        assertThat(lists.current(COMPLETE).orElseThrow().number()).isEqualTo(good.number() + 1);
        // What is over leaves the list: that is no loss.
        jdbc.sql("UPDATE certificate SET not_after = :past WHERE id = :id")
                .param("past", CertificateRows.utc(clock.instant().minus(Duration.ofDays(8)))).param("id", revoked.id().value())
                .update();
        jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = 'issuing-g1'").update();
        assertThat(names(COMPLETE, revoked)).isFalse();
    }

    /** RFC 5280 §3.3: an entry stays until it appeared on a list that was issued after the certificate's end. */
    @Test
    @Proves("CR-04")
    void whatWasRevokedAndIsOverStandsOnOneMoreListHoweverLongNoneWasMade() throws Exception {
        var certificate = certificates.issue();
        lists.current(COMPLETE);
        var now = clock.instant();
        // The last list is ten days old, the revocation after it was never published, and the certificate ended eight days ago:
        // for longer than a list usually remembers.
        transaction.executeWithoutResult(status -> {
            revocations.revoke(rows.lock(certificate.id()).orElseThrow(), RevocationReason.KEY_COMPROMISE, null);
            jdbc.sql("UPDATE certificate SET revoked_at = :revoked, not_after = :over WHERE id = :id")
                    .param("revoked", CertificateRows.utc(now.minus(Duration.ofDays(9))))
                    .param("over", CertificateRows.utc(now.minus(Duration.ofDays(8)))).param("id", certificate.id().value())
                    .update();
            jdbc.sql("UPDATE certificate_revocation_list SET this_update = :old WHERE authority = 'issuing-g1'")
                    .param("old", CertificateRows.utc(now.minus(Duration.ofDays(10)))).update();
        });
        int blocked = events("authority.list-blocked");
        assertThat(names(COMPLETE, certificate)).isTrue();
        assertThat(names(COMPLETE, certificate)).as("the same list, asked for again").isTrue();
        jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = 'issuing-g1'").update();
        assertThat(names(COMPLETE, certificate)).isFalse();
        assertThat(events("authority.list-blocked")).as("that is no loss").isEqualTo(blocked);
    }

    @Test
    @Proves("CR-01")
    void twoNodesThatPublishAtOnceNeverShareANumber() throws Exception {
        var name = new ListName(COMPLETE, 0, false);
        var other = new PublishList(listRows, rows, repository, lost, keyroom, audit, clock, Faults.NONE, transaction);
        var otherLists = new RevocationLists(listRows, new KnownLists(listRows, clock), authorities, other, clock);
        long before = listRows.lastNumber(name);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 5; round++) {
                jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = 'issuing-g1'").update();
                var running = new ArrayList<Future<Long>>();
                for (int i = 0; i < 8; i++) {
                    var node = i % 2 == 0 ? lists : otherLists;
                    running.add(threads.submit(() -> node.current(COMPLETE).orElseThrow().number()));
                }
                for (var one : running) {
                    assertThat(one.get()).isEqualTo(before + round + 1);
                }
            }
        }
        assertThat(jdbc.sql("""
                SELECT count(*) FROM certificate_revocation_list
                WHERE authority = 'issuing-g1' AND NOT delta AND number > :before""").param("before", before).query(Long.class)
                .single())
                .isEqualTo(5);
    }

    @Test
    @Proves("OC-14")
    void withoutTheDatabaseAListIsServedUntilItsEndAndNotLonger() {
        var away = new AtomicBoolean();
        var asked = new AtomicInteger();
        // As a pool does that waits for a connection, for as long as it has patience.
        var keep = new CompletableFuture<Void>();
        var database = new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    asked.incrementAndGet();
                    keep.join();
                    throw new SQLException("The database is away");
                }
                return super.getConnection();
            }
        };
        var apart = new ListRows(JdbcClient.create(database));
        var known = new KnownLists(apart, clock);
        var node = new RevocationLists(apart, known, authorities,
                new PublishList(apart, rows, repository, lost, keyroom, audit, clock,
                        Faults.NONE, new TransactionTemplate(new JdbcTransactionManager(database))),
                clock);
        // Whatever is due is published by the application: the node apart has no part in its transactions.
        lists.current(COMPLETE).orElseThrow();
        var list = node.current(COMPLETE).orElseThrow();
        var before = clock.instant();
        away.set(true);
        try {
            assertThat(node.current(COMPLETE).orElseThrow()).as("not waited for").isSameAs(list);
            for (int i = 0; i < 100; i++) {
                assertThat(node.current(COMPLETE).orElseThrow()).isSameAs(list);
            }
            assertThat(asked).as("left alone").hasValue(1);
            keep.complete(null);
            clock.set(list.nextUpdate().minusSeconds(1));
            assertThat(node.current(COMPLETE).orElseThrow()).isSameAs(list);
            assertThat(known.newest(COMPLETE).orElseThrow()).isSameAs(list);
            clock.set(list.nextUpdate());
            assertThatThrownBy(() -> known.newest(COMPLETE)).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> node.current(COMPLETE)).isInstanceOf(DataAccessException.class);
        } finally {
            clock.set(before);
        }
    }

    @Test
    void namesOfListsAreReadStrictly() {
        for (String name : List.of("issuing-g1", "issuing-g1-p2", "issuing-g1-delta", "root-g1-p12-delta")) {
            assertThat(ListName.of(name).orElseThrow()).hasToString(name);
        }
        for (String name : List.of("", "issuing", "issuing-g1-p0", "issuing-g1-p01", "issuing-g1-p9999999",
                "issuing-g1-delta-delta",
                "../issuing-g1", "ISSUING-G1")) {
            assertThat(ListName.of(name)).isEmpty();
        }
    }
}
