package id.paraf.renewal;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Role;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Subject;
import id.paraf.enrolment.TestCorrections;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.RevocationReason;
import id.paraf.testing.AtOnce;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The certificate that follows a correction: another subject and another key, and the old one revoked in the same moment or not at all. */
@ParafTest
class CorrectedCertificateTest {

    @LocalServerPort
    int port;
    @Autowired
    RenewalWorld world;
    @Autowired
    CarryOn carryOn;
    @Autowired
    Keyroom keyroom;

    private Certificate old(ResetWorld.Owner owner) {
        return world.register.find(owner.certificate()).orElseThrow();
    }

    private long keysInUse(ResetWorld.Owner owner) {
        return keyroom.keysOf(owner.person().id).stream().filter(key -> key.phase() == KeyState.Phase.ACTIVE).count();
    }

    private void replaced(ResetWorld.Owner owner, RevocationReason reason, String as) {
        assertThat(world.certificatesOf(owner)).as(as).hasSize(2).filteredOn(Certificate::usable).singleElement()
                .satisfies(fresh -> {
                    assertThat(fresh.key()).as(as).isNotEqualTo(owner.key());
                    assertThat(fresh.notAfter()).as(as).isEqualTo(old(owner).notAfter());
                    assertThat(old(owner).replacedBy()).as(as).isEqualTo(fresh.id());
                });
        assertThat(old(owner).reason()).as(as).isEqualTo(reason);
        assertThat(old(owner).status()).as(as).isEqualTo(CertificateStatus.RENEW);
        assertThat(keysInUse(owner)).as(as).isEqualTo(1);
        assertThat(world.events(owner, "renewal.corrected")).as(as).isEqualTo(1);
        assertThat(world.events(owner, "certificate.revoked")).as(as).isEqualTo(1);
    }

    @Test
    @Proves({"RE-02", "CA-05", "KY-08"})
    void aNameThatWasWrittenWronglyIsSuperseded() {
        var owner = world.behind(port, true);
        assertThat(world.toCorrect(owner)).isNull();
        assertThat(world.correct(owner, "salah", NEW)).isInstanceOf(RenewOutcome.Refused.class);
        assertThat(old(owner).usable()).as("until there is a new one the old one is usable").isTrue();
        var fresh = ((RenewOutcome.Renewed) world.correct(owner, OLD, NEW)).certificate();
        replaced(owner, RevocationReason.SUPERSEDED, "name");
        assertThat(fresh.commonName()).isEqualTo("Demo Nama Benar");
        assertThat(world.resets.opens(owner, fresh.key(), NEW)).isTrue();
        assertThat(((RenewOutcome.Renewed) world.correct(owner, OLD, NEW)).certificate().id()).as("a second click")
                .isEqualTo(fresh.id());
        var told = world.resets.inbox.await(message -> owner.person().id.equals(message.account())
                && message.parameters().stream().anyMatch(text -> text.contains("data yang diperbaiki diterbitkan")));
        assertThat(told.link()).contains("/disavow/");
    }

    @Test
    @Proves("RE-02")
    void anotherUnitIsAChangeOfAffiliation() {
        var owner = world.behind(port, false);
        assertThat(world.correct(owner, OLD, NEW)).isInstanceOf(RenewOutcome.Renewed.class);
        replaced(owner, RevocationReason.AFFILIATION_CHANGED, "unit");
        var fresh = world.certificatesOf(owner).getFirst();
        assertThat(world.register.subject(fresh.id()).map(Subject::unit)).isNotEqualTo(
                world.register.subject(owner.certificate()).map(Subject::unit));
    }

    /** What renews with the same key says the same, and goes with it. */
    @Test
    @Proves("RE-02")
    void whatSharesTheKeyGivesWayTogetherAndAnOrdinaryRenewalWaits() {
        var owner = world.owner(port);
        var newer = world.renewed(owner);
        var again = world.owner(port);
        new TestCorrections(world.application()).approved(again.person().id, "Demo Nama Benar", null,
                world.resets.people.claimed(Role.OFFICER).id);
        assertThat(world.obstacle(again)).as("the wrong name is not renewed").isEqualTo(Obstacle.CORRECTED);
        assertThat(world.renew(again, OLD, null)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.CORRECTED));

        new TestCorrections(world.application()).approved(owner.person().id, "Demo Nama Benar", null,
                world.resets.people.claimed(Role.OFFICER).id);
        assertThat(world.toCorrect(owner)).as("the newer one is corrected").isEqualTo(Obstacle.ALREADY_RENEWED);
        assertThat(world.renew.correct(UUID.randomUUID(), owner.person().id, newer.id(), world.request(OLD, NEW),
                RenewalWorld.PLACE)).isInstanceOf(RenewOutcome.Renewed.class);
        assertThat(world.certificatesOf(owner)).hasSize(3).filteredOn(Certificate::usable).singleElement()
                .satisfies(fresh -> assertThat(fresh.notAfter()).as("nobody loses validity").isEqualTo(newer.notAfter()));
    }

    @Test
    void withoutACorrectionThereIsNothingToOrder() {
        var owner = world.resets.owner(port);
        assertThat(world.toCorrect(owner)).isEqualTo(Obstacle.NOTHING_CORRECTED);
        assertThat(world.correct(owner, OLD, NEW)).isEqualTo(new RenewOutcome.NotPossible(Obstacle.NOTHING_CORRECTED));
        assertThat(world.certificatesOf(owner)).singleElement().matches(Certificate::usable);
    }

    @Test
    @Proves("RE-02")
    void fromEveryPointTheOldOneAloneOrTheNewOneAloneIsLeft() {
        for (var point : RenewalPoint.values()) {
            var owner = world.behind(port, true);
            var door = world.dyingAt(point);
            assertThatThrownBy(() -> door.correct(UUID.randomUUID(), owner.person().id, owner.certificate(),
                    world.request(OLD, NEW), RenewalWorld.PLACE)).isInstanceOf(RenewalWorld.Died.class);
            carryOn.run();
            carryOn.run();
            // Without the new passphrase nobody can make the new key; all else is carried on.
            boolean givenUp = point == RenewalPoint.ORDERED || point == RenewalPoint.PROVEN;
            if (givenUp) {
                assertThat(world.certificatesOf(owner)).as("%s", point).singleElement().matches(Certificate::usable);
                assertThat(world.events(owner, "renewal.stopped")).as("%s", point).isEqualTo(1);
                assertThat(world.toCorrect(owner)).as("%s", point).isNull();
                assertThat(world.correct(owner, OLD, NEW)).as("%s", point).isInstanceOf(RenewOutcome.Renewed.class);
            }
            replaced(owner, RevocationReason.SUPERSEDED, point.toString());
        }
    }

    @Test
    @Proves("RE-02")
    void manyClicksAtOnceMakeOneCertificate() throws Exception {
        var owner = world.behind(port, true);
        var outcomes = AtOnce.all(List.<Callable<RenewOutcome>>of(() -> world.correct(owner, OLD, NEW),
                () -> world.correct(owner, OLD, NEW), () -> world.correct(owner, OLD, NEW)));
        assertThat(outcomes).filteredOn(RenewOutcome.Renewed.class::isInstance).isNotEmpty();
        replaced(owner, RevocationReason.SUPERSEDED, "at once");
    }
}
