package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.transparency.OwnEntries;

@ParafTest
class SuspensionTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    private static final UUID OFFICER = UUID.randomUUID();
    private static final String REASON = "Ponsel pemilik dilaporkan hilang";

    @Autowired
    SuspendCertificate suspend;
    @Autowired
    ResumeCertificate resume;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    SupersedeCertificate supersede;
    @Autowired
    IssueCertificate issue;
    @Autowired
    Agreements agreements;
    @Autowired
    RestingKeys resting;
    @Autowired
    LogReconciliation reconciliation;
    @Autowired
    TestCertificates certificates;
    @Autowired
    CertificateRows rows;
    @Autowired
    Register register;
    @Autowired
    RevocationLists lists;
    @Autowired
    Keyroom keyroom;
    @Autowired
    OwnEntries log;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private List<String> events(Certificate certificate) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                .param("subject", "certificate:" + certificate.id()).query(String.class).list();
    }

    private List<String> logged(String subject) {
        log.settle();
        return log.about(List.of(subject), List.of()).stream().map(OwnEntries.Entry::type).toList();
    }

    private CertificateStatus status(Certificate certificate) {
        return register.find(certificate.id()).orElseThrow().status();
    }

    private SignOutcome sign(Certificate certificate) {
        return keyroom.sign(new SignOrder(UUID.randomUUID(), certificate.key(), certificate.account(),
                new SignOrder.Challenge(new byte[] {1})), Passphrase.of("Rahasia-Contoh-1"));
    }

    private @Nullable X509CRLEntry entry(String list, Certificate certificate) throws Exception {
        var crl = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(lists.current(list).orElseThrow().der()));
        return crl.getRevokedCertificate(certificate.serial());
    }

    private SuspendOutcome byOwner(Certificate certificate) {
        return suspend.byOwner(certificate.id(), certificate.account(), ORIGIN);
    }

    @Test
    @Proves({"AL-02", "CT-02", "CR-02"})
    void aSuspensionStopsKeyAndCertificateAndItsEndRestoresBoth() throws Exception {
        var certificate = certificates.issue();
        assertThat(byOwner(certificate)).isInstanceOf(SuspendOutcome.Suspended.class);
        assertThat(status(certificate)).isEqualTo(CertificateStatus.SUSPENDED);
        assertThat(sign(certificate)).isEqualTo(new Refusal.Suspended());
        assertThat(entry("issuing-g1", certificate).getRevocationReason()).isEqualTo(CRLReason.CERTIFICATE_HOLD);
        assertThat(entry("issuing-g1-delta", certificate).getRevocationReason()).isEqualTo(CRLReason.CERTIFICATE_HOLD);
        assertThat(events(certificate)).containsExactly("certificate.prepared", "certificate.issued", "certificate.suspended");
        assertThat(logged("certificate:" + certificate.id())).containsExactly("certificate.prepared", "certificate.issued",
                "certificate.suspended");
        assertThat(register.suspension(certificate.id()).orElseThrow().byOfficer()).isFalse();
        assertThat(byOwner(certificate)).isEqualTo(new SuspendOutcome.AlreadySuspended());

        assertThat(resume.byOwner(certificate.id(), certificate.account(), ORIGIN)).isEqualTo(new ResumeOutcome.Resumed());
        // Everything but what was downloaded when is the record of before.
        assertThat(register.find(certificate.id()).orElseThrow()).usingRecursiveComparison().isEqualTo(certificate);
        assertThat(sign(certificate)).isInstanceOf(SignOutcome.Signed.class);
        assertThat(entry("issuing-g1", certificate)).isNull();
        assertThat(entry("issuing-g1-delta", certificate).getRevocationReason()).isEqualTo(CRLReason.REMOVE_FROM_CRL);
        assertThat(events(certificate)).endsWith("certificate.suspended", "certificate.resumed");
        assertThat(logged("certificate:" + certificate.id())).endsWith("certificate.suspended", "certificate.resumed");
        assertThat(logged("key:" + certificate.key())).containsExactly("key.made", "key.suspended", "key.resumed");
        assertThat(register.suspension(certificate.id())).isEmpty();
        assertThat(register.suspensions(certificate.id())).hasSize(1);
        assertThat(resume.byOwner(certificate.id(), certificate.account(), ORIGIN)).isEqualTo(new ResumeOutcome.NotSuspended());
    }

    @Test
    @Proves("RA-01")
    void whatAnOfficerHoldsOnlyAnOfficerEnds() {
        var certificate = certificates.issue();
        assertThat(suspend.byOfficer(certificate.id(), OFFICER, REASON, ORIGIN)).isInstanceOf(SuspendOutcome.Suspended.class);
        assertThat(resume.byOwner(certificate.id(), certificate.account(), ORIGIN)).isEqualTo(new ResumeOutcome.HeldByOfficer());
        assertThat(status(certificate)).isEqualTo(CertificateStatus.SUSPENDED);
        assertThat(resume.byOfficer(certificate.id(), OFFICER, "Ponsel sudah ditemukan", ORIGIN))
                .isEqualTo(new ResumeOutcome.Resumed());

        // Whoever sits in the owner's place cannot forestall an officer by being first.
        byOwner(certificate);
        assertThat(suspend.byOfficer(certificate.id(), OFFICER, REASON, ORIGIN)).isInstanceOf(SuspendOutcome.Suspended.class);
        assertThat(suspend.byOfficer(certificate.id(), OFFICER, REASON, ORIGIN)).isEqualTo(new SuspendOutcome.AlreadySuspended());
        assertThat(resume.byOwner(certificate.id(), certificate.account(), ORIGIN)).isEqualTo(new ResumeOutcome.HeldByOfficer());
        assertThat(events(certificate)).endsWith("certificate.suspended", "certificate.suspension-taken-over");
        assertThat(register.suspension(certificate.id()).orElseThrow().reason()).isEqualTo(REASON);
        assertThat(register.suspensions(certificate.id())).hasSize(3);
    }

    @Test
    void whatEndedMeanwhileIsExpiredAndWhatIsRevokedStaysSo() throws Exception {
        var expired = certificates.issue();
        byOwner(expired);
        jdbc.sql("UPDATE certificate SET not_after = :past WHERE id = :id")
                .param("past", CertificateRows.utc(clock.instant().minusSeconds(1))).param("id", expired.id().value()).update();
        assertThat(status(expired)).isEqualTo(CertificateStatus.EXPIRED);
        assertThat(resume.byOwner(expired.id(), expired.account(), ORIGIN)).isEqualTo(new ResumeOutcome.Over());
        assertThat(byOwner(expired)).isEqualTo(new SuspendOutcome.Over());
        assertThat(sign(expired)).isEqualTo(new Refusal.Suspended());

        var revoked = certificates.issue();
        byOwner(revoked);
        certificates.revoke(revoked, RevocationReason.KEY_COMPROMISE);
        assertThat(status(revoked)).isEqualTo(CertificateStatus.REVOKED);
        assertThat(entry("issuing-g1", revoked).getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(keyroom.state(revoked.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
        assertThat(register.suspension(revoked.id())).isEmpty();
        assertThat(resume.byOfficer(revoked.id(), OFFICER, REASON, ORIGIN)).isEqualTo(new ResumeOutcome.Over());
        assertThat(suspend.byOfficer(revoked.id(), OFFICER, REASON, ORIGIN)).isEqualTo(new SuspendOutcome.Over());
        assertThat(suspend.byOwner(new CertificateId(UUID.randomUUID()), OFFICER, ORIGIN)).isEqualTo(new SuspendOutcome.Over());
    }

    @Test
    @Proves("AL-02")
    void ofManySuspensionsAtOnceOneHappens() throws Exception {
        var certificate = certificates.issue();
        Callable<Object> once = () -> byOwner(certificate);
        var answers = AtOnce.all(Collections.nCopies(6, once));
        assertThat(answers).filteredOn(SuspendOutcome.Suspended.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(SuspendOutcome.AlreadySuspended.class::isInstance).hasSize(5);
        assertThat(events(certificate)).filteredOn("certificate.suspended"::equals).hasSize(1);
        assertThat(logged("certificate:" + certificate.id())).filteredOn("certificate.suspended"::equals).hasSize(1);
    }

    @Test
    @Proves("AL-02")
    void whoeverRacesARevocationTheCertificateIsRevoked() throws Exception {
        for (int round = 0; round < 5; round++) {
            var certificate = certificates.issue();
            boolean resuming = round % 2 == 1;
            if (resuming) {
                byOwner(certificate);
            }
            var answers = AtOnce.<Object>all(List.of(
                    () -> revoke.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, certificate.account(), ORIGIN),
                    () -> resuming ? resume.byOwner(certificate.id(), certificate.account(), ORIGIN) : byOwner(certificate)));
            assertThat(answers.getFirst()).isInstanceOf(RevokeOutcome.Revoked.class);
            assertThat(answers.getLast()).isInstanceOfAny(SuspendOutcome.Suspended.class, SuspendOutcome.Over.class,
                    ResumeOutcome.Resumed.class, ResumeOutcome.Over.class);
            assertThat(status(certificate)).isEqualTo(CertificateStatus.REVOKED);
            assertThat(entry("issuing-g1", certificate).getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
            assertThat(keyroom.state(certificate.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
            assertThat(events(certificate)).filteredOn("certificate.revoked"::equals).hasSize(1);
            assertThat(register.suspension(certificate.id())).isEmpty();
        }
    }

    @Test
    void afterAnyRaceTheKeyRestsIfAndOnlyIfItsCertificateDoes() throws Exception {
        var certificate = certificates.issue();
        Callable<Object> stop = () -> byOwner(certificate);
        Callable<Object> go = () -> resume.byOwner(certificate.id(), certificate.account(), ORIGIN);
        for (int round = 0; round < 8; round++) {
            AtOnce.all(List.of(stop, go, stop, go));
            assertThat(keyroom.state(certificate.key()).orElseThrow().suspended())
                    .isEqualTo(status(certificate) == CertificateStatus.SUSPENDED);
        }
        go.call();
        var entries = logged("certificate:" + certificate.id());
        assertThat(entries.stream().filter("certificate.suspended"::equals).count())
                .isEqualTo(entries.stream().filter("certificate.resumed"::equals).count());
    }

    /** A crash between the keyroom's commit and the register's, in either order. */
    @Test
    void whatACrashLeftBetweenKeyroomAndRegisterIsMended() {
        var certificate = certificates.issue();
        keyroom.suspend(certificate.key());
        resting.run();
        assertThat(sign(certificate)).isInstanceOf(SignOutcome.Signed.class);
        byOwner(certificate);
        keyroom.resume(certificate.key());
        resting.run();
        assertThat(sign(certificate)).isEqualTo(new Refusal.Suspended());
        assertThat(status(certificate)).isEqualTo(CertificateStatus.SUSPENDED);
    }

    /** Whoever is suspended gets no new certificate by a reset either, however far that had come. */
    @Test
    void nothingTakesThePlaceOfASuspendedCertificate() {
        var certificate = certificates.issue();
        var key = keyroom.createSignerKey(certificate.account(), KeyAlgorithm.P256, ResetPolicy.RENEW,
                Passphrase.of("Rahasia-Contoh-2")).id();
        var agreement = agreements.current("id");
        var accepted = new AgreementAcceptance(agreement.version(), "id", agreement.sha256(), clock.instant());
        // Read while it was in force, as by a reset that is being saved.
        var before = rows.find(certificate.id()).orElseThrow();
        byOwner(certificate);
        var order = new IssueOrder(certificate.account(), java.util.Objects.requireNonNull(before.subject()), key, accepted,
                "journey:test", null, ORIGIN);
        assertThat(issue.issue(order, new Lineage.Replaces(before, RevocationReason.SUPERSEDED)))
                .isInstanceOf(IssueOutcome.KeyUnfit.class);
        assertThat(supersede.supersede(certificate.id(), key, accepted, "journey:test", null, ORIGIN))
                .isInstanceOf(IssueOutcome.KeyUnfit.class);
        assertThat(status(certificate)).isEqualTo(CertificateStatus.SUSPENDED);
        assertThat(register.ownedBy(certificate.account())).extracting(Certificate::id).containsExactly(certificate.id());
        // What was signed for it and never stored is revoked, too.
        assertThat(jdbc.sql("SELECT phase FROM certificate WHERE key = :key").param("key", key).query(String.class).list())
                .containsExactly("REVOKED");
    }

    @Test
    @Proves({"CT-02", "CT-05"})
    void aSuspensionThatIsLiftedInTheRegisterAloneIsFound() {
        var certificate = certificates.issue();
        byOwner(certificate);
        int before = reconciliation.run();
        jdbc.sql("UPDATE certificate SET phase = 'ISSUED' WHERE id = :id").param("id", certificate.id().value()).update();
        try {
            assertThat(reconciliation.run()).isEqualTo(before + 1);
            assertThat(events(certificate)).endsWith("certificate.unlogged");
        } finally {
            jdbc.sql("UPDATE certificate SET phase = 'SUSPENDED' WHERE id = :id").param("id", certificate.id().value()).update();
        }
        assertThat(reconciliation.run()).isEqualTo(before);
    }

    @Test
    void anOwnersCertificateIsFoundByNameSerialAndAccount() {
        var certificate = certificates.issue();
        var mine = List.of(certificate.account());
        for (String words : List.of("sri contoh", certificate.serial().toString(16).toUpperCase(java.util.Locale.ROOT))) {
            assertThat(register.search(mine, List.of(), words, null, null, 10)).extracting(Certificate::id)
                    .containsExactly(certificate.id());
            assertThat(register.search(List.of(UUID.randomUUID()), List.of(), words, null, null, 10)).isEmpty();
        }
        assertThat(register.search(mine, List.of(), "tidak ada", null, null, 10)).isEmpty();
        assertThat(register.search(mine, mine, "tidak ada", null, null, 10)).hasSize(1);
    }
}
