package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import id.paraf.keyroom.KeyState.Phase;
import id.paraf.keyroom.Refusal.GrantRefused;
import id.paraf.keyroom.Refusal.GrantRefused.Reason;
import id.paraf.keyroom.Room.Key;
import id.paraf.keyroom.proof.FaceProof;
import id.paraf.keyroom.proof.LinkProof;
import id.paraf.testing.Proves;

class ResetTest {

    private static final String OLD = "Matahari#2026";
    private static final String NEW = "Purnama#2027";

    private final Room room = new Room();

    private ResetOutcome reset(ResetGrant grant) {
        return room.keyroom.reset(UUID.randomUUID(), grant, Room.pass(NEW));
    }

    private void assertRefused(ResetGrant grant, Reason reason) {
        assertThat(reset(grant)).isEqualTo(new GrantRefused(reason));
    }

    @Test
    @Proves("RP-29")
    void keepLeavesTheKeyAndKillsTheOldPassphraseAtOnce() {
        var key = room.key(OLD);
        var order = UUID.randomUUID();
        assertThat(room.keyroom.reset(order, room.grant(key), Room.pass(NEW))).isEqualTo(new ResetOutcome.Kept(2, null));
        assertThat(room.opens(key, NEW)).isTrue();
        assertThat(room.opens(key, OLD)).isFalse();
        var outcome = room.keyroom.outcome(order).orElseThrow();
        assertThat(outcome.kind()).isEqualTo(OrderOutcome.Kind.RESET_KEEP);
        assertThat(outcome.slotVersion()).isEqualTo(2);
    }

    @Test
    @Proves("RP-29")
    void changeNeedsTheOldOneAndKillsItAtOnce() {
        var key = room.key(OLD);
        assertThat(room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass("salah"), Room.pass(NEW)))
                .isEqualTo(new Refusal.WrongPassphrase(2));
        assertThat(room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(OLD), Room.pass(OLD)))
                .isEqualTo(new Refusal.SamePassphrase());
        String sealed = room.query("SELECT sealed FROM keyroom.signer_key");
        var order = UUID.randomUUID();
        assertThat(room.keyroom.change(order, key.id(), key.account(), Room.pass(OLD), Room.pass(NEW)))
                .isEqualTo(new ChangeOutcome.Changed(2));
        assertThat(room.query("SELECT sealed FROM keyroom.signer_key")).as("only re-wrapped").isEqualTo(sealed);
        assertThat(room.opens(key, NEW)).isTrue();
        assertThat(room.opens(key, OLD)).isFalse();
        assertThat(room.keyroom.change(order, key.id(), key.account(), Room.pass(NEW), Room.pass(OLD)))
                .isEqualTo(new Refusal.Replayed());
        assertThat(room.keyroom.outcome(order).orElseThrow().kind()).isEqualTo(OrderOutcome.Kind.CHANGE);
    }

    @Test
    void renewMakesAPendingKeyAndDestroysTheOldOneOnActivation() {
        var key = room.key(OLD, KeyAlgorithm.P256, ResetPolicy.RENEW);
        assertThat(room.query("SELECT recovery IS NULL FROM keyroom.signer_key")).isEqualTo("t");
        var renewed = (ResetOutcome.Renewed) reset(room.grant(key));
        var fresh = new Key(renewed.newKey(), key.account(), key.algorithm(), renewed.publicKey());
        assertThat(room.opens(key, OLD)).as("the old one until the certificate is there").isTrue();
        assertThat(room.opens(fresh, NEW)).isFalse();
        var order = UUID.randomUUID();
        assertThat(room.keyroom.activate(order, fresh.id(), key.account())).isEqualTo(new ActivateOutcome.Activated());
        assertThat(room.opens(key, OLD)).isFalse();
        assertThat(room.opens(fresh, NEW)).isTrue();
        assertThat(room.keyroom.state(key.id()).orElseThrow().phase()).isEqualTo(Phase.DESTROYED);
        assertThat(room.keyroom.activate(order, fresh.id(), key.account())).isEqualTo(new Refusal.Replayed());
        assertThat(room.keyroom.activate(UUID.randomUUID(), fresh.id(), key.account())).isEqualTo(new Refusal.NoSuchKey());
        assertThat(room.keyroom.outcome(order).orElseThrow().newKey()).isEqualTo(fresh.id());
    }

    @Test
    void activationFollowsEvenIfTheOldKeyWentWithItsCertificate() {
        var key = room.key(OLD, KeyAlgorithm.P256, ResetPolicy.RENEW);
        var renewed = (ResetOutcome.Renewed) reset(room.grant(key));
        room.keyroom.destroy(key.id());
        assertThat(room.keyroom.activate(UUID.randomUUID(), renewed.newKey(), key.account()))
                .isEqualTo(new ActivateOutcome.Activated());
        assertThat(room.opens(new Key(renewed.newKey(), key.account(), key.algorithm(), renewed.publicKey()), NEW)).isTrue();
    }

    @Test
    void activationDestroysKeysOfOtherUnfinishedResetsToo() {
        var key = room.key(OLD, KeyAlgorithm.P256, ResetPolicy.RENEW);
        var first = (ResetOutcome.Renewed) reset(room.grant(key));
        var second = (ResetOutcome.Renewed) reset(room.grant(key));
        room.keyroom.activate(UUID.randomUUID(), second.newKey(), key.account());
        assertThat(room.keyroom.state(first.newKey()).orElseThrow().phase()).isEqualTo(Phase.DESTROYED);
        assertThat(room.keyroom.activate(UUID.randomUUID(), first.newKey(), key.account())).isEqualTo(new Refusal.NoSuchKey());
    }

    @Test
    @Proves("RP-20")
    void aYoungNumberRenewsAndFreezesWhateverThePolicy() {
        var key = room.key(OLD);
        Instant twentyNineDays = room.clock.instant().minus(Duration.ofDays(29));
        var outcome = (ResetOutcome.Renewed) reset(room.grant(key, UUID.randomUUID(), twentyNineDays, false));
        assertThat(outcome.frozenUntil()).isEqualTo(room.clock.instant().plus(Duration.ofHours(24)));
        room.keyroom.activate(UUID.randomUUID(), outcome.newKey(), key.account());
        var fresh = new Key(outcome.newKey(), key.account(), key.algorithm(), outcome.publicKey());
        assertThat(room.sign(fresh, NEW)).isEqualTo(new Refusal.Frozen(outcome.frozenUntil()));
        room.clock.advance(Duration.ofHours(24));
        assertThat(room.opens(fresh, NEW)).isTrue();
        assertThat(room.keyroom.state(fresh.id()).orElseThrow().policy()).as("the policy is the key's own")
                .isEqualTo(ResetPolicy.KEEP);
        var other = room.key(OLD);
        Instant thirtyDays = room.clock.instant().minus(Duration.ofDays(30));
        assertThat(reset(room.grant(other, UUID.randomUUID(), thirtyDays, false))).isInstanceOf(ResetOutcome.Kept.class);
    }

    @Test
    @Proves("RP-22")
    void anOfficersHelpFreezesForADayInTheKeyroomItself() {
        var key = room.key(OLD);
        Instant until = room.clock.instant().plus(Duration.ofHours(24));
        assertThat(reset(room.grant(key, UUID.randomUUID(), Instant.EPOCH, true))).isEqualTo(new ResetOutcome.Kept(2, until));
        assertThat(room.sign(key, NEW)).isEqualTo(new Refusal.Frozen(until));
        room.clock.advance(Duration.ofHours(24));
        assertThat(room.opens(key, NEW)).isTrue();
    }

    @Test
    void aGrantIsGoodForOneReset() {
        var key = room.key(OLD);
        var grant = room.grant(key);
        assertThat(reset(grant)).isInstanceOf(ResetOutcome.Kept.class);
        assertRefused(grant, Reason.USED_BEFORE);
        var fresh = room.grant(key);
        assertRefused(new ResetGrant(key.id(), key.account(), grant.journey(), grant.link(), face(key, grant.journey())),
                Reason.USED_BEFORE);
        assertThat(reset(fresh)).isInstanceOf(ResetOutcome.Kept.class);
    }

    private FaceProof face(Key key, UUID journey) {
        return FaceProof.sign(room.secrets.faceProof(), key.id(), key.account(), journey, new byte[32], room.clock.instant(),
                false);
    }

    @Test
    @Proves({"RP-10", "RP-33", "SF-12"})
    void proofsOfOthersOpenNothing() {
        var key = room.key(OLD);
        var other = room.key(OLD);
        var grant = room.grant(key);
        var foreign = room.grant(other);
        UUID journey = grant.journey();
        assertRefused(new ResetGrant(other.id(), other.account(), journey, grant.link(), grant.face()),
                Reason.LINK_OF_ANOTHER_JOURNEY);
        assertRefused(new ResetGrant(key.id(), other.account(), journey, grant.link(), grant.face()),
                Reason.LINK_OF_ANOTHER_JOURNEY);
        assertRefused(new ResetGrant(key.id(), key.account(), journey, grant.link(), foreign.face()),
                Reason.FACE_OF_ANOTHER_JOURNEY);
        assertRefused(new ResetGrant(key.id(), key.account(), journey, foreign.link(), grant.face()),
                Reason.LINK_OF_ANOTHER_JOURNEY);
        var second = room.grant(key);
        assertRefused(new ResetGrant(key.id(), key.account(), journey, grant.link(), second.face()),
                Reason.FACE_OF_ANOTHER_JOURNEY);
        var swapped = FaceProof.sign(room.secrets.linkProof(), key.id(), key.account(), journey, new byte[32], room.clock.instant(),
                false);
        assertRefused(new ResetGrant(key.id(), key.account(), journey, grant.link(), swapped), Reason.FACE_FORGED);
        assertThat(room.opens(key, OLD)).isTrue();
        assertThat(room.opens(other, OLD)).isTrue();
    }

    @Test
    void changedProofsAreForgeries() {
        var key = room.key(OLD);
        var grant = room.grant(key);
        LinkProof l = grant.link();
        FaceProof f = grant.face();
        var older = new LinkProof(l.key(), l.account(), l.journey(), l.claimedAt(), Instant.EPOCH, l.matchNumber(), l.tokenSha256(),
                l.mac());
        assertRefused(new ResetGrant(key.id(), key.account(), grant.journey(), older, f), Reason.LINK_FORGED);
        var number = new LinkProof(l.key(), l.account(), l.journey(), l.claimedAt(), l.numberSince(), 48, l.tokenSha256(), l.mac());
        assertRefused(new ResetGrant(key.id(), key.account(), grant.journey(), number, f), Reason.LINK_FORGED);
        var newer = new FaceProof(f.key(), f.account(), f.journey(), f.photoSha256(), room.clock.instant(), f.officerAssisted(),
                f.mac());
        assertRefused(new ResetGrant(key.id(), key.account(), grant.journey(), l, newer), Reason.FACE_FORGED);
        var none = new FaceProof(f.key(), f.account(), f.journey(), f.photoSha256(), f.checkedAt(), f.officerAssisted(),
                new byte[32]);
        assertRefused(new ResetGrant(key.id(), key.account(), grant.journey(), l, none), Reason.FACE_FORGED);
        assertThat(LinkProof.decode(l.encode()).signedBy(room.secrets.linkProof())).isTrue();
        assertThat(FaceProof.decode(f.encode()).signedBy(room.secrets.faceProof())).isTrue();
        assertThat(room.opens(key, OLD)).isTrue();
    }

    @Test
    @Proves("RP-08")
    void proofsExpireInTheKeyroomToo() {
        var key = room.key(OLD);
        var grant = room.grant(key);
        room.clock.advance(Duration.ofMinutes(14));
        assertRefused(grant, Reason.FACE_EXPIRED);
        room.clock.advance(Duration.ofMinutes(14));
        var late = new ResetGrant(key.id(), key.account(), grant.journey(), grant.link(), face(key, grant.journey()));
        assertRefused(late, Reason.LINK_EXPIRED);
        room.clock.advance(Duration.ofMinutes(-60));
        assertRefused(grant, Reason.LINK_EXPIRED);
    }

    @Test
    void theFaceComesAfterTheLink() {
        var key = room.key(OLD);
        UUID journey = UUID.randomUUID();
        var face = face(key, journey);
        room.clock.advance(Duration.ofMinutes(3));
        var later = room.grant(key, journey, Instant.EPOCH, false);
        assertRefused(new ResetGrant(key.id(), key.account(), journey, later.link(), face), Reason.FACE_BEFORE_LINK);
    }

    @Test
    @Proves("RP-07")
    void fiftyParallelFinishesHaveOneWinner() throws Exception {
        var key = room.key(OLD);
        var grant = room.grant(key);
        var outcomes = Parallel.run(50, i -> room.keyroom.reset(UUID.randomUUID(), grant, Room.pass(NEW + i)));
        assertThat(outcomes.stream().filter(ResetOutcome.Kept.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(o -> o.equals(new GrantRefused(Reason.USED_BEFORE)))).hasSize(49);
        int winner = outcomes.indexOf(new ResetOutcome.Kept(2, null));
        for (int i = 0; i < 50; i++) {
            assertThat(room.opens(key, NEW + i)).isEqualTo(i == winner);
        }
        assertThat(room.opens(key, OLD)).isFalse();
    }

    @Test
    void changesAndResetsInParallelLeaveOnePassphrase() throws Exception {
        var key = room.key(OLD);
        var grant = room.grant(key);
        Parallel.run(8, i -> i == 0 ? room.keyroom.reset(UUID.randomUUID(), grant, Room.pass(NEW + i))
                : room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(OLD), Room.pass(NEW + i)));
        room.sql("UPDATE keyroom.signer_key SET attempts = 0, waiting_until = NULL");
        int open = room.opens(key, OLD) ? 1 : 0;
        for (int i = 0; i < 8; i++) {
            open += room.opens(key, NEW + i) ? 1 : 0;
        }
        assertThat(open).isEqualTo(1);
        assertThat(room.opens(key, NEW + 0)).as("a reset is the last word over the old passphrase").isTrue();
    }

    @Test
    void anAbandonedOrderIsNeverCarriedOut() {
        var key = room.key(OLD);
        var order = UUID.randomUUID();
        assertThat(room.keyroom.abandon(order, key.id()).kind()).isEqualTo(OrderOutcome.Kind.ABANDONED);
        assertThat(room.keyroom.reset(order, room.grant(key), Room.pass(NEW))).isEqualTo(new Refusal.Replayed());
        assertThat(room.keyroom.change(order, key.id(), key.account(), Room.pass(OLD), Room.pass(NEW)))
                .isEqualTo(new Refusal.Replayed());
        assertThat(room.opens(key, OLD)).isTrue();
        var done = UUID.randomUUID();
        room.keyroom.reset(done, room.grant(key), Room.pass(NEW));
        assertThat(room.keyroom.abandon(done, key.id()).kind()).as("too late to give up").isEqualTo(OrderOutcome.Kind.RESET_KEEP);
    }
}
