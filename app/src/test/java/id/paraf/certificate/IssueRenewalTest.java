package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.transparency.OwnEntries;

/** Two certificates of one key, and what happens to either. */
@ParafTest
class IssueRenewalTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    private static final UUID OFFICER = UUID.randomUUID();

    @Autowired
    IssueRenewal renewal;
    @Autowired
    TestCertificates certificates;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    ResumeCertificate resume;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    SupersedeCertificate supersede;
    @Autowired
    RestingKeys resting;
    @Autowired
    Register register;
    @Autowired
    Agreements agreements;
    @Autowired
    Keyroom keyroom;
    @Autowired
    OwnEntries log;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private AgreementAcceptance accepted() {
        var agreement = agreements.current("id");
        return new AgreementAcceptance(agreement.version(), "id", agreement.sha256(), clock.instant());
    }

    private IssueOutcome renew(Certificate old, UUID key) {
        return renewal.renew(old.id(), key, accepted(), "renewal:test", old.account(), ORIGIN);
    }

    private Certificate renewed(Certificate old) {
        return ((IssueOutcome.Issued) renew(old, old.key())).certificate();
    }

    private Certificate old() {
        var certificate = certificates.issue();
        certificates.endIn(certificate.id(), Duration.ofDays(60));
        return register.find(certificate.id()).orElseThrow();
    }

    private UUID newKey(Certificate old) {
        return keyroom.createSignerKey(old.account(), KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-2")).id();
    }

    private CertificateStatus status(Certificate certificate) {
        return register.find(certificate.id()).orElseThrow().status();
    }

    private KeyState key(Certificate certificate) {
        return keyroom.state(certificate.key()).orElseThrow();
    }

    private boolean destroyed(Certificate certificate) {
        return key(certificate).phase() == KeyState.Phase.DESTROYED;
    }

    private List<String> events(Certificate certificate) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                .param("subject", "certificate:" + certificate.id()).query(String.class).list();
    }

    @Test
    @Proves({"CA-01", "CT-02"})
    void aRenewalNamesTheSameSubjectAndKeyAndLeavesTheOldOneAsItIs() throws Exception {
        var old = old();
        var fresh = renewed(old);
        var before = new X509CertificateHolder(old.der());
        var after = new X509CertificateHolder(fresh.der());
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getSubjectPublicKeyInfo()).isEqualTo(before.getSubjectPublicKeyInfo());
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        assertThat(fresh.notAfter()).isEqualTo(
                fresh.notBefore().atOffset(java.time.ZoneOffset.UTC).plusYears(2).toInstant().minusSeconds(1));
        assertThat(fresh.renews()).isEqualTo(old.id());
        assertThat(register.renewalOf(old.id()).orElseThrow().id()).isEqualTo(fresh.id());
        assertThat(register.enrolled(fresh.id())).contains(old.issuedAt());
        assertThat(register.sharesKey(old)).isTrue();
        assertThat(register.find(old.id()).orElseThrow()).usingRecursiveComparison().isEqualTo(old);
        assertThat(events(fresh)).containsExactly("certificate.prepared", "certificate.issued");
        log.settle();
        assertThat(log.about(List.of("certificate:" + fresh.id()), List.of())).extracting(OwnEntries.Entry::type)
                .containsExactly("certificate.prepared", "certificate.issued");

        assertThat(renewed(old).id()).as("asked again").isEqualTo(fresh.id());
        assertThat(renew(old, newKey(old))).as("asked again for another key").isInstanceOf(IssueOutcome.KeyUnfit.class);
        assertThat(register.ownedBy(old.account())).hasSize(2);
        certificates.endIn(old.id(), Duration.ofSeconds(-1));
        assertThat(status(old)).isEqualTo(CertificateStatus.EXPIRED);
        assertThat(status(fresh)).isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    void aKeyOfAnotherAccountOrOneThatRestsIsNotCertified() {
        var old = old();
        var strangers = certificates.issue();
        assertThat(renew(old, strangers.key())).isInstanceOf(IssueOutcome.KeyUnfit.class);
        keyroom.freeze(old.key(), null);
        assertThat(renew(old, old.key())).isInstanceOf(IssueOutcome.KeyUnfit.class);
        keyroom.unfreeze(old.key());
        suspend.byOwner(old.id(), old.account(), ORIGIN);
        assertThat(renew(old, old.key())).isInstanceOf(IssueOutcome.KeyUnfit.class);
        resume.byOwner(old.id(), old.account(), ORIGIN);
        certificates.endIn(old.id(), Duration.ofSeconds(-1));
        assertThat(renew(old, old.key())).as("over").isInstanceOf(IssueOutcome.KeyUnfit.class);
        assertThat(register.ownedBy(old.account())).hasSize(1);
    }

    @Test
    @Proves("KY-08")
    void aKeyGoesWithTheLastOfItsCertificates() {
        for (boolean oldFirst : new boolean[] {true, false}) {
            var old = old();
            var fresh = renewed(old);
            certificates.revoke(oldFirst ? old : fresh, RevocationReason.CESSATION_OF_OPERATION);
            assertThat(destroyed(old)).isFalse();
            assertThat(status(oldFirst ? fresh : old)).isEqualTo(CertificateStatus.ISSUED);
            certificates.revoke(oldFirst ? fresh : old, RevocationReason.CESSATION_OF_OPERATION);
            assertThat(destroyed(old)).isTrue();
        }
        var old = old();
        var fresh = renewed(old);
        certificates.endIn(old.id(), Duration.ofSeconds(-1));
        certificates.revoke(fresh, RevocationReason.AFFILIATION_CHANGED);
        assertThat(destroyed(old)).as("the other one is over").isTrue();
        assertThat(events(fresh)).endsWith("certificate.revoked", "certificate.key-destroyed");
    }

    @Test
    void aKeyThatSomebodyElseMayKnowTakesBothWithIt() {
        var old = old();
        var fresh = renewed(old);
        certificates.revoke(old, RevocationReason.KEY_COMPROMISE);
        for (var one : List.of(old, fresh)) {
            assertThat(register.find(one.id()).orElseThrow().reason()).isEqualTo(RevocationReason.KEY_COMPROMISE);
            assertThat(events(one)).filteredOn("certificate.revoked"::equals).hasSize(1);
        }
        assertThat(destroyed(old)).isTrue();
    }

    @Test
    @Proves("RA-01")
    void aSuspensionIsOfTheKeyAndOutlivesTheOlderCertificate() {
        var old = old();
        var fresh = renewed(old);
        suspend.byOwner(old.id(), old.account(), ORIGIN);
        assertThat(List.of(status(old), status(fresh))).containsOnly(CertificateStatus.SUSPENDED);
        assertThat(events(fresh)).endsWith("certificate.suspended");
        resume.byOwner(fresh.id(), fresh.account(), ORIGIN);
        assertThat(List.of(status(old), status(fresh))).containsOnly(CertificateStatus.ISSUED);
        assertThat(key(old).suspended()).isFalse();

        suspend.byOfficer(old.id(), OFFICER, "Ponsel pemilik dilaporkan hilang", ORIGIN);
        certificates.endIn(old.id(), Duration.ofSeconds(-1));
        resting.run();
        assertThat(key(old).suspended()).as("an officer's hold does not end with the older one").isTrue();
        assertThat(resume.byOwner(fresh.id(), fresh.account(), ORIGIN)).isEqualTo(new ResumeOutcome.HeldByOfficer());
        assertThat(resume.byOfficer(fresh.id(), OFFICER, "Ponsel sudah ditemukan", ORIGIN)).isEqualTo(new ResumeOutcome.Resumed());
        resting.run();
        assertThat(key(old).suspended()).as("nor does what ran out bind the newer one").isFalse();
        keyroom.suspend(old.key());
        resting.run();
        assertThat(key(old).suspended()).as("left by a crash").isFalse();
    }

    @Test
    void aResetThatGivesTheKeyUpReplacesBothAndKeepsTheLongerValidity() {
        var old = old();
        var fresh = renewed(old);
        var replacement = ((IssueOutcome.Issued) supersede.supersede(old.id(), newKey(old), accepted(), "journey:test",
                old.account(), ORIGIN)).certificate();
        assertThat(replacement.notAfter()).isEqualTo(fresh.notAfter());
        for (var one : List.of(old, fresh)) {
            assertThat(status(one)).isEqualTo(CertificateStatus.RENEW);
            assertThat(register.find(one.id()).orElseThrow().replacedBy()).isEqualTo(replacement.id());
        }
        assertThat(register.enrolled(replacement.id())).contains(old.issuedAt());
    }

    @Test
    @Proves("CA-01")
    void whatACrashLeftPreparedIsRevokedAndTheRenewalHasAnotherSerial() {
        var old = old();
        var left = renewed(old);
        jdbc.sql("UPDATE certificate SET phase = 'PREPARED', der = NULL, issued_at = NULL WHERE id = :id")
                .param("id", left.id().value()).update();
        var fresh = renewed(old);
        assertThat(fresh.serial()).isNotEqualTo(left.serial());
        assertThat(jdbc.sql("SELECT phase FROM certificate WHERE id = :id").param("id", left.id().value()).query(String.class)
                .single()).isEqualTo("REVOKED");
        assertThat(register.ownedBy(old.account())).hasSize(2);
        assertThat(destroyed(old)).isFalse();
    }

    /** Whoever is faster: no certificate in force beside one of the same key that is suspended or known to others. */
    @Test
    @Proves("AL-02")
    void aRenewalThatRacesASuspensionOrARevocationSharesItsFate() throws Exception {
        for (int round = 0; round < 8; round++) {
            var old = old();
            boolean suspending = round % 2 == 0;
            var answers = AtOnce.<Object>all(List.of(() -> renew(old, old.key()),
                    () -> suspending ? suspend.byOwner(old.id(), old.account(), ORIGIN)
                            : revoke.revoke(old.id(), RevocationReason.KEY_COMPROMISE, old.account(), ORIGIN)));
            assertThat(answers.getFirst()).isInstanceOfAny(IssueOutcome.Issued.class, IssueOutcome.KeyUnfit.class);
            assertThat(answers.getLast()).isInstanceOfAny(SuspendOutcome.Suspended.class, RevokeOutcome.Revoked.class);
            assertThat(register.ownedBy(old.account())).hasSize(answers.getFirst() instanceof IssueOutcome.Issued ? 2 : 1)
                    .extracting(Certificate::status)
                    .containsOnly(suspending ? CertificateStatus.SUSPENDED : CertificateStatus.REVOKED);
            assertThat(suspending ? key(old).suspended() : destroyed(old)).isTrue();
            assertThat(jdbc.sql("SELECT count(*) FROM certificate WHERE key = :key AND phase = 'PREPARED'")
                    .param("key", old.key()).query(Integer.class).single()).isZero();
        }
    }
}
