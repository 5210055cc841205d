package id.paraf.renewal;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.ResumeCertificate;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.ApplyOutcome;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Refusal;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class RenewCertificateTest {

    @LocalServerPort
    int port;
    @Autowired
    RenewalWorld world;
    @Autowired
    CarryOn carryOn;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Accounts accounts;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    ResumeCertificate resume;
    @Autowired
    Apply apply;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    MutableClock clock;

    private long activeKeys(ResetWorld.Owner owner) {
        return keyroom.keysOf(owner.person().id).stream().filter(key -> key.phase() == KeyState.Phase.ACTIVE).count();
    }

    private void issuedAt(ResetWorld.Owner owner, Duration ago) {
        world.jdbc.sql("UPDATE certificate SET issued_at = :at WHERE id = :id")
                .param("at", OffsetDateTime.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC))
                .param("id", owner.certificate().value()).update();
    }

    @Test
    @Proves({"AL-02", "RP-31"})
    void theSameKeyIsProvenAndCertifiedAnewAndItsOwnerHearsOfIt() {
        var owner = world.owner(port);
        var fresh = world.renewed(owner);
        assertThat(fresh.key()).isEqualTo(owner.key());
        assertThat(world.certificatesOf(owner)).extracting(Certificate::status).containsOnly(CertificateStatus.ISSUED).hasSize(2);
        assertThat(world.resets.opens(owner, owner.key(), OLD)).isTrue();
        assertThat(activeKeys(owner)).isEqualTo(1);
        assertThat(world.events(owner, "renewal.ordered")).isEqualTo(1);
        assertThat(world.events(owner, "renewal.completed")).isEqualTo(1);
        var agreement = world.register.agreement(fresh.id()).orElseThrow();
        assertThat(agreement.sha256()).isEqualTo(world.agreements.current("id").sha256());
        assertThat(agreement.at()).isEqualTo(clock.instant());
        world.resets.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("diperpanjang"));

        assertThat(world.obstacle(owner)).isEqualTo(Obstacle.ALREADY_RENEWED);
        assertThat(world.renewed(owner).id()).as("asked again").isEqualTo(fresh.id());
        assertThat(world.events(owner, "renewal.ordered")).isEqualTo(1);
    }

    @Test
    void aKeyOfItsOwnHasAPassphraseOfItsOwnAndTheOldOneGoesOn() {
        var owner = world.owner(port);
        assertThat(world.renew(owner, OLD, "lemah")).isInstanceOf(RenewOutcome.Weak.class);
        var fresh = ((RenewOutcome.Renewed) world.renew(owner, OLD, NEW)).certificate();
        assertThat(fresh.key()).isNotEqualTo(owner.key());
        assertThat(fresh.renews()).isEqualTo(owner.certificate());
        assertThat(world.resets.opens(owner, fresh.key(), NEW)).isTrue();
        assertThat(world.resets.opens(owner, fresh.key(), OLD)).isFalse();
        assertThat(world.resets.opens(owner, owner.key(), OLD)).isTrue();
        assertThat(world.events(owner, "renewal.key-made")).isEqualTo(1);
        world.certificates.revoke(world.register.find(owner.certificate()).orElseThrow(), RevocationReason.KEY_COMPROMISE);
        assertThat(world.register.find(fresh.id()).orElseThrow().status()).as("another key").isEqualTo(CertificateStatus.ISSUED);
    }

    @Test
    @Proves("KY-02")
    void wrongPassphrasesAreCountedAsEverAndTheSameOrderCostsOne() {
        var owner = world.owner(port);
        var order = UUID.randomUUID();
        var wrong = world.request("Bukan-yang-1tu!", null);
        var first = world.renew.renew(order, owner.person().id, owner.certificate(), wrong, RenewalWorld.PLACE);
        assertThat(first).isEqualTo(new RenewOutcome.Refused(new Refusal.WrongPassphrase(2)));
        assertThat(world.renew.renew(order, owner.person().id, owner.certificate(), wrong, RenewalWorld.PLACE))
                .isEqualTo(new RenewOutcome.Refused(new Refusal.Replayed()));
        assertThat(world.renew(owner, "Bukan-yang-1tu!", null))
                .isEqualTo(new RenewOutcome.Refused(new Refusal.WrongPassphrase(1)));
        assertThat(world.renew(owner, "Bukan-yang-1tu!", null)).isInstanceOfSatisfying(RenewOutcome.Refused.class,
                refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Waiting.class));
        assertThat(world.events(owner, "passphrase.refused")).isEqualTo(3);
        world.resets.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("dikunci"));
        assertThat(world.certificatesOf(owner)).hasSize(1);
        clock.advance(Duration.ofMinutes(6));
        assertThat(world.renew(owner, OLD, null)).isInstanceOf(RenewOutcome.Renewed.class);
    }

    @Test
    void anAgreementThatIsNotTheOneInForceIsNotAccepted() {
        var owner = world.owner(port);
        var good = world.request(OLD, null);
        var other = new RenewCertificate.Request(good.passphrase(), null, good.agreementVersion(), "id", "0".repeat(64));
        assertThat(world.renew.renew(UUID.randomUUID(), owner.person().id, owner.certificate(), other, RenewalWorld.PLACE))
                .isEqualTo(new RenewOutcome.AgreementChanged());
        assertThat(world.events(owner, "renewal.ordered")).isZero();
    }

    @Test
    @Proves("SE-05")
    void whatStandsAgainstItIsSaidAndHolds() {
        var owner = world.owner(port);
        var id = owner.certificate();
        world.certificates.endIn(id, Certificate.ENDING.plusSeconds(1));
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.TOO_EARLY));
        clock.advance(Duration.ofSeconds(1));
        assertThat(world.obstacle(owner)).isNull();
        keyroom.freeze(owner.key(), null);
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.KEY_FROZEN));
        keyroom.unfreeze(owner.key());
        suspend.byOwner(id, owner.person().id, RenewalWorld.PLACE);
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.SUSPENDED));
        resume.byOwner(id, owner.person().id, RenewalWorld.PLACE);
        accounts.disable(owner.person().id, null, RenewalWorld.PLACE);
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.DISABLED));
        accounts.enable(owner.person().id, null, RenewalWorld.PLACE);
        world.jdbc.sql("UPDATE keyroom.signer_key SET attempts = 9 WHERE id = :key").param("key", owner.key()).update();
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.KEY_LOCKED));
        world.jdbc.sql("UPDATE keyroom.signer_key SET attempts = 0 WHERE id = :key").param("key", owner.key()).update();
        world.certificates.endIn(id, Duration.ofSeconds(-1));
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.EXPIRED));
        world.certificates.endIn(id, Duration.ofDays(9));
        world.certificates.revoke(world.register.find(id).orElseThrow(), RevocationReason.AFFILIATION_CHANGED);
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.REVOKED));
        assertThat(world.events(owner, "renewal.ordered")).isZero();
        assertThat(world.certificatesOf(owner)).hasSize(1);
    }

    @Test
    void evidenceThatIsTooOldAsksForANewApplicationWhichIsThenOpen() {
        var owner = world.owner(port);
        issuedAt(owner, Duration.ofDays(729));
        assertThat(world.obstacle(owner)).isNull();
        issuedAt(owner, Duration.ofDays(732));
        assertThat(world.renew(owner, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.EVIDENCE_TOO_OLD));
        // The photos that are in force say it better than the certificate.
        UUID application = UUID.randomUUID();
        ProposedPhotos.propose(photos, owner.person().id, application);
        photos.adopt(owner.person().id, application, UUID.randomUUID(), RenewalWorld.PLACE);
        assertThat(world.obstacle(owner)).isNull();
        world.jdbc.sql("UPDATE reference_photo SET taken_at = :at WHERE application = :application")
                .param("at", OffsetDateTime.ofInstant(clock.instant().minus(Duration.ofDays(732)), ZoneOffset.UTC))
                .param("application", application).update();
        assertThat(world.obstacle(owner)).isEqualTo(Obstacle.EVIDENCE_TOO_OLD);
        assertThat(apply.start(owner.person().id, RenewalWorld.PLACE)).isInstanceOf(ApplyOutcome.Done.class);

        var early = world.resets.owner(port);
        assertThat(apply.start(early.person().id, RenewalWorld.PLACE)).isInstanceOf(ApplyOutcome.AlreadyCertified.class);
    }

    @Test
    void aRenewalAddsNoEvidence() {
        var owner = world.owner(port);
        issuedAt(owner, Duration.ofDays(700));
        var fresh = world.renewed(owner);
        world.certificates.endIn(fresh.id(), Duration.ofDays(80));
        var second = new ResetWorld.Owner(owner.person(), owner.key(), fresh.id(), owner.desktop(), port);
        assertThat(world.obstacle(second)).isNull();
        issuedAt(owner, Duration.ofDays(732));
        assertThat(world.obstacle(second)).isEqualTo(Obstacle.EVIDENCE_TOO_OLD);
    }

    @Test
    @Proves("AL-02")
    void ofManyAtOnceOneIsCarriedOut() throws Exception {
        for (int round = 0; round < 3; round++) {
            var owner = world.owner(port);
            var works = new ArrayList<Callable<RenewOutcome>>();
            for (int i = 0; i < 6; i++) {
                String ownKey = i % 2 == round % 2 ? null : NEW;
                works.add(() -> world.renew(owner, OLD, ownKey));
            }
            var answers = AtOnce.all(works);
            assertThat(answers).hasOnlyElementsOfType(RenewOutcome.Renewed.class);
            assertThat(answers.stream().map(one -> ((RenewOutcome.Renewed) one).certificate().id()).distinct()).hasSize(1);
            assertThat(world.certificatesOf(owner)).hasSize(2);
            assertThat(world.events(owner, "renewal.completed")).isEqualTo(1);
            assertThat(world.events(owner, "certificate.abandoned")).isZero();
            assertThat(activeKeys(owner)).isLessThanOrEqualTo(2);
            carryOn.run();
            assertThat(world.certificatesOf(owner)).hasSize(2);
        }
    }

    /** The reset keeps the key, so it is one passphrase for both certificates. */
    @Test
    void aResetOfEitherCertificateIsOfTheirOnePassphrase() {
        var owner = world.owner(port);
        var fresh = world.renewed(owner);
        world.resets.submit(world.resets.atPassphrase(owner), NEW);
        assertThat(world.resets.state(owner)).isEqualTo("DONE");
        assertThat(world.resets.opens(owner, fresh.key(), NEW)).isTrue();
        assertThat(world.resets.opens(owner, fresh.key(), OLD)).isFalse();
        assertThat(world.certificatesOf(owner)).extracting(Certificate::status).containsOnly(CertificateStatus.ISSUED);
    }
}
