package id.paraf.renewal;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.OrderOutcome;
import id.paraf.keyroom.Refusal;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What a renewal leaves behind that dies between two commits: the old certificate alone or both, and never a second renewal. */
@ParafTest
class CarryOnTest {

    @LocalServerPort
    int port;
    @Autowired
    RenewalWorld world;
    @Autowired
    CarryOn carryOn;
    @Autowired
    RenewalRows rows;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Accounts accounts;

    private ResetWorld.Owner died(RenewalPoint point, @Nullable String ownKey) {
        var owner = world.owner(port);
        var door = world.dyingAt(point);
        assertThatThrownBy(() -> door.renew(UUID.randomUUID(), owner.person().id, owner.certificate(),
                world.request(OLD, ownKey), RenewalWorld.PLACE)).isInstanceOf(RenewalWorld.Died.class);
        return owner;
    }

    private long keysInUse(ResetWorld.Owner owner) {
        return keyroom.keysOf(owner.person().id).stream().filter(key -> key.phase() == KeyState.Phase.ACTIVE).count();
    }

    @Test
    @Proves("RE-02")
    void fromEveryPointTheOldOneAloneOrBothAreLeft() {
        for (String ownKey : new String[] {null, NEW}) {
            for (var point : RenewalPoint.values()) {
                if (point == RenewalPoint.KEY_MADE && ownKey == null || point == RenewalPoint.REPLACED) {
                    continue;
                }
                var owner = died(point, ownKey);
                carryOn.run();
                carryOn.run();
                // Without the new passphrase nobody can make the new key; all else is carried on.
                boolean givenUp = point == RenewalPoint.ORDERED || point == RenewalPoint.PROVEN && ownKey != null;
                String as = point + (ownKey == null ? " with the same key" : " with a key of its own");
                assertThat(world.certificatesOf(owner)).as(as).hasSize(givenUp ? 1 : 2).allMatch(Certificate::usable);
                assertThat(keysInUse(owner)).as(as).isEqualTo(givenUp || ownKey == null ? 1 : 2);
                assertThat(world.events(owner, "renewal.completed")).as(as).isEqualTo(givenUp ? 0 : 1);
                assertThat(world.events(owner, "renewal.stopped")).as(as).isEqualTo(givenUp ? 1 : 0);
                assertThat(world.resets.opens(owner, owner.key(), OLD)).as(as).isTrue();
                assertThat(world.obstacle(owner)).as(as).isEqualTo(givenUp ? null : Obstacle.ALREADY_RENEWED);
                assertThat(world.renew(owner, OLD, ownKey)).as(as).isInstanceOf(RenewOutcome.Renewed.class);
                assertThat(world.certificatesOf(owner)).as(as).hasSize(2).allMatch(Certificate::usable);
            }
        }
    }

    /** The owner's next click comes before the job. */
    @Test
    @Proves("RE-02")
    void theOwnerWhoTriesAgainFindsItDoneOrDoesIt() {
        for (var point : new RenewalPoint[] {RenewalPoint.ORDERED, RenewalPoint.PROVEN, RenewalPoint.CERTIFICATE_ISSUED}) {
            var owner = died(point, null);
            var fresh = world.renewed(owner);
            assertThat(world.certificatesOf(owner)).extracting(Certificate::id).containsExactlyInAnyOrder(fresh.id(),
                    owner.certificate());
            assertThat(world.events(owner, "renewal.completed")).isEqualTo(1);
        }
    }

    @Test
    @Proves({"RE-02", "CA-01"})
    void aSignatureThatWasNeverStoredIsRevokedAndAnotherSerialIsTaken() {
        var owner = died(RenewalPoint.CERTIFICATE_ISSUED, null);
        var left = world.register.renewalOf(owner.certificate()).orElseThrow();
        world.jdbc.sql("UPDATE certificate SET phase = 'PREPARED', der = NULL, issued_at = NULL WHERE id = :id")
                .param("id", left.id().value()).update();
        carryOn.run();
        assertThat(world.certificatesOf(owner)).hasSize(2).allMatch(Certificate::usable).extracting(Certificate::id)
                .doesNotContain(left.id());
        assertThat(world.jdbc.sql("SELECT phase FROM certificate WHERE id = :id").param("id", left.id().value())
                .query(String.class).single()).isEqualTo("REVOKED");
    }

    @Test
    @Proves("RE-02")
    void manyWhoCarryOneOnMakeOneCertificate() throws Exception {
        var owner = died(RenewalPoint.PROVEN, null);
        var works = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 5; i++) {
            works.add(() -> {
                carryOn.run();
                return true;
            });
        }
        works.add(() -> world.renew(owner, OLD, null));
        assertThat(AtOnce.all(works).getLast()).isInstanceOf(RenewOutcome.Renewed.class);
        assertThat(world.certificatesOf(owner)).hasSize(2);
        assertThat(world.events(owner, "renewal.completed")).isEqualTo(1);
        assertThat(world.events(owner, "certificate.abandoned")).as("nobody's work was given up").isZero();
    }

    @Test
    @Proves("SE-05")
    void nobodyWhoIsDisabledOrFrozenMeanwhileGetsACertificate() {
        var disabled = died(RenewalPoint.KEY_MADE, NEW);
        accounts.disable(disabled.person().id, null, RenewalWorld.PLACE);
        carryOn.run();
        assertThat(world.certificatesOf(disabled)).hasSize(1);
        assertThat(keysInUse(disabled)).as("the new key is gone").isEqualTo(1);
        var frozen = died(RenewalPoint.PROVEN, null);
        keyroom.freeze(frozen.key(), null);
        carryOn.run();
        assertThat(world.certificatesOf(frozen)).hasSize(1);
        assertThat(world.events(frozen, "renewal.stopped")).isEqualTo(1);
        assertThat(rows.of(frozen.certificate())).isEmpty();
    }

    /** Whatever still comes for an order that was given up is refused where the key is. */
    @Test
    void anOrderThatWasGivenUpIsDeadInTheKeyroom() {
        var owner = died(RenewalPoint.ORDERED, null);
        var ordered = rows.of(owner.certificate()).orElseThrow();
        carryOn.run();
        assertThat(keyroom.outcome(ordered.order()).orElseThrow().kind()).isEqualTo(OrderOutcome.Kind.ABANDONED);
        assertThat(world.renew.renew(ordered.id(), owner.person().id, owner.certificate(), world.request(OLD, null),
                RenewalWorld.PLACE))
                .isEqualTo(new RenewOutcome.Refused(new Refusal.Replayed()));
        assertThat(world.certificatesOf(owner)).hasSize(1);
    }
}
