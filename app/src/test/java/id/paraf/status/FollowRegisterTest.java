package id.paraf.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.ReadAuthorities;
import id.paraf.certificate.Responders;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.StatusFeed;
import id.paraf.certificate.TestCertificates;
import id.paraf.kernel.Job;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.ocsp.CertState;
import id.paraf.pki.ocsp.IssuerHashes;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class FollowRegisterTest {

    @Autowired
    StatusFeed feed;
    @Autowired
    Responders responders;
    @Autowired
    ReadAuthorities reading;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Authorities authorities;
    @Autowired
    TestCertificates certificates;
    @Autowired
    FollowRegister here;
    @Autowired
    Board board;
    @Autowired
    RevocationLists lists;
    @Autowired
    Reconciliation reconciliation;
    @Autowired
    List<Job> jobs;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource database;

    private Board elsewhere;
    private FollowRegister there;

    @BeforeEach
    void anotherNode() {
        elsewhere = new Board(new IssuerHashes(authorities.issuing().certificate()));
        var settings = new StatusSettings(Duration.ofHours(24), Duration.ofSeconds(2), 0.5);
        there = new FollowRegister(feed, reading, keyroom, elsewhere, new AnswerOcsp(elsewhere, settings.validity(), clock, 1),
                settings);
        there.catchUp();
    }

    private static CertState state(Board board, Certificate certificate) {
        var entry = board.known().find(certificate.serial().toByteArray());
        return entry == null ? null : entry.state();
    }

    @Test
    @Proves("OC-13")
    void theNodeThatRevokedKnowsAtOnceAndTheOthersAtTheirNextLook() {
        var certificate = certificates.issue();
        here.catchUp();
        there.catchUp();
        assertThat(state(elsewhere, certificate)).isEqualTo(CertState.NOT_REVOKED);
        certificates.revoke(certificate, RevocationReason.KEY_COMPROMISE);
        var revoked = new CertState(clock.instant().getEpochSecond(), 1);
        assertThat(state(board, certificate)).isEqualTo(revoked);
        there.catchUp();
        assertThat(state(elsewhere, certificate)).isEqualTo(revoked);
        // OC-13: and the next look is never further away than this.
        assertThat(new StatusSettings(Duration.ofHours(24), Duration.ofSeconds(30), 0.5).poll()).isLessThan(Duration.ofMinutes(1));
    }

    /** A transaction that began first and commits last is the one that followers of a counter miss. */
    @Test
    @Proves("OC-13")
    void aChangeThatCommitsLateIsNotMissed() throws Exception {
        var slow = certificates.issue();
        var quick = certificates.issue();
        there.catchUp();
        try (Connection late = database.getConnection()) {
            late.setAutoCommit(false);
            try (var statement = late.prepareStatement(
                    "UPDATE certificate SET phase = 'REVOKED', revoked_at = now(), reason = 4 WHERE id = ?")) {
                statement.setObject(1, slow.id().value());
                statement.executeUpdate();
            }
            certificates.revoke(quick, RevocationReason.SUPERSEDED);
            there.catchUp();
            assertThat(state(elsewhere, quick).good()).isFalse();
            assertThat(state(elsewhere, slow).good()).isTrue();
            late.commit();
        }
        there.catchUp();
        assertThat(state(elsewhere, slow).good()).isFalse();
        jdbc.sql("UPDATE certificate SET revoked_at = :at WHERE id = :id")
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("id", slow.id().value()).update();
        jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = 'issuing-g1'").update();
    }

    @Test
    @Proves("OC-06")
    void aSuspensionIsToldAsAHoldAndCanEnd() {
        var certificate = certificates.issue();
        suspend(certificate.id().value(), "SUSPENDED");
        there.catchUp();
        assertThat(state(elsewhere, certificate)).isEqualTo(new CertState(clock.instant().getEpochSecond(), 6));
        suspend(certificate.id().value(), "ISSUED");
        there.catchUp();
        assertThat(state(elsewhere, certificate).good()).isTrue();
    }

    private void suspend(UUID certificate, String phase) {
        jdbc.sql("UPDATE certificate SET phase = :phase, suspended_at = :at WHERE id = :id").param("phase", phase)
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC)).param("id", certificate).update();
    }

    @Test
    @Proves("OC-08")
    void theRespondersCertificateIsOfTheSameAuthorityShortLivedAndReplacedInTime() throws Exception {
        var first = responders.inForce().getFirst();
        var certificate = new X509CertificateHolder(first.der());
        assertThat(certificate.getIssuer()).isEqualTo(authorities.issuing().subject());
        assertThat(certificate.isSignatureValid(new JcaContentVerifierProviderBuilder().build(authorities.issuing().publicKey())))
                .isTrue();
        var purposes = ExtendedKeyUsage.getInstance(certificate.getExtension(Extension.extendedKeyUsage).getParsedValue());
        assertThat(purposes.getUsages()).containsExactly(KeyPurposeId.id_kp_OCSPSigning);
        assertThat(certificate.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck).getParsedValue())
                .isEqualTo(DERNull.INSTANCE);
        assertThat(Duration.between(first.notBefore(), first.notAfter())).isLessThan(Duration.ofDays(31));

        var before = clock.instant();
        try {
            clock.set(first.notAfter().minus(Duration.ofDays(12)).plusSeconds(1));
            run("certificate.responders");
            var next = responders.inForce().getFirst();
            assertThat(next.key()).isNotEqualTo(first.key());
            assertThat(next.notAfter()).isAfter(first.notAfter());
            assertThat(jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                    .param("subject", "certificate:" + next.id()).query(String.class).list())
                    .containsExactly("certificate.prepared", "certificate.issued");
            run("certificate.responders");
            assertThat(responders.inForce().getFirst().key()).isEqualTo(next.key());
            there.catchUp();
            assertThat(elsewhere.signers().best(clock.instant().getEpochSecond()).name()).isEqualTo(next.id());
        } finally {
            clock.set(before);
        }
    }

    private void run(String job) {
        jobs.stream().filter(one -> one.name().equals(job)).findFirst().orElseThrow().work().run();
    }

    @Test
    @Proves("CR-03")
    void registerListsAndAnswersAgreeAndOneThatDoesNotIsTold() {
        var certificate = certificates.issue();
        certificates.revoke(certificate, RevocationReason.CESSATION_OF_OPERATION);
        here.catchUp();
        var crls = lists.names(Authorities.ISSUING).stream().map(name -> lists.current(name).orElseThrow().der()).toList();
        String serial = certificate.serial().toString(16);
        assertThat(reconciliation.compare(crls)).noneMatch(found -> found.contains(serial));

        int told = mismatches();
        jdbc.sql("UPDATE certificate SET reason = 9 WHERE id = :id").param("id", certificate.id().value()).update();
        try {
            run("status.reconcile");
            assertThat(mismatches()).isEqualTo(told + 1);
            assertThat(reconciliation.compare(crls)).anyMatch(found -> found.contains(serial) && found.startsWith("The list says"));
        } finally {
            jdbc.sql("UPDATE certificate SET reason = 5 WHERE id = :id").param("id", certificate.id().value()).update();
        }
    }

    private int mismatches() {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = 'status.mismatch'").query(Integer.class).single();
    }
}
