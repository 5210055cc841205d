package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import id.paraf.keyroom.KeyState.Phase;
import id.paraf.keyroom.SignOrder.Challenge;
import id.paraf.keyroom.SignOrder.DocumentDigest;
import id.paraf.testing.Proves;

class SignTest {

    private static final String RIGHT = "Matahari#2026";
    private static final String WRONG = "Bulan#2026xx";

    private final Room room = new Room();

    @Test
    void bothAlgorithmsSignAndVerify() {
        for (var algorithm : List.of(KeyAlgorithm.P256, KeyAlgorithm.RSA3072)) {
            var key = room.key(RIGHT, algorithm, ResetPolicy.KEEP);
            assertThat(room.opens(key, RIGHT)).isTrue();
            byte[] document = "isi dokumen".getBytes();
            var outcome = room.keyroom.sign(new SignOrder(UUID.randomUUID(), key.id(), key.account(),
                    new DocumentDigest(SignerRow.sha256(document))), Room.pass(RIGHT));
            assertThat(outcome).isInstanceOfSatisfying(SignOutcome.Signed.class,
                    signed -> assertThat(Room.verifies(key, document, signed.signature())).isTrue());
        }
    }

    @Test
    void underAnIdThatWasChosenBeforeAKeyIsMadeOnceEvenIfItIsGone() {
        UUID id = UUID.randomUUID();
        UUID account = UUID.randomUUID();
        var made = room.keyroom.createSignerKey(id, account, KeyAlgorithm.P256, ResetPolicy.KEEP, Room.pass(RIGHT));
        var key = new Room.Key(id, account, made.algorithm(), made.publicKey());
        assertThat(made.id()).isEqualTo(id);
        for (boolean gone : new boolean[] {false, true}) {
            assertThatThrownBy(
                    () -> room.keyroom.createSignerKey(id, account, KeyAlgorithm.P256, ResetPolicy.KEEP, Room.pass(WRONG)))
                    .isInstanceOf(RuntimeException.class);
            assertThat(room.opens(key, RIGHT)).isEqualTo(!gone);
            room.keyroom.destroy(id);
        }
    }

    @Test
    @Proves("AU-01")
    void spellingsOfOneTextAreOnePassphraseAndNothingIsCutOff() {
        var key = room.key("Kopi\u00e9 ﬁlter#1");
        assertThat(room.opens(key, "Kopie\u0301 filter#1")).isTrue();
        String longOne = "Aa1# ".repeat(40);
        var other = room.key(longOne + "x");
        assertThat(room.opens(other, longOne + "x")).isTrue();
        assertThat(room.opens(other, longOne + "y")).isFalse();
    }

    @Test
    @Proves("KY-02")
    void fiftyParallelWrongOnesAreFiftyCounted() throws Exception {
        var patient = new Room(new AttemptLadder(List.of(), 1000));
        var key = patient.key(RIGHT);
        var outcomes = Parallel.run(50, i -> patient.sign(key, WRONG + i));
        assertThat(outcomes).allMatch(Refusal.WrongPassphrase.class::isInstance);
        assertThat(patient.query("SELECT attempts FROM keyroom.signer_key")).isEqualTo("50");
        assertThat(outcomes.stream().map(o -> ((Refusal.WrongPassphrase) o).left()).distinct()).as("each saw its own count")
                .hasSize(50);
    }

    @Test
    @Proves("KY-02")
    void fiftyParallelWrongOnesGetThreeLooksOverTwoNodes() throws Exception {
        var key = room.key(RIGHT);
        var other = room.again(FaultPoints.NONE);
        var outcomes = Parallel.run(50, i -> room.sign(i % 2 == 0 ? room.keyroom : other, key, WRONG + i));
        assertThat(outcomes).noneMatch(SignOutcome.Signed.class::isInstance);
        assertThat(room.query("SELECT attempts FROM keyroom.signer_key")).isEqualTo("3");
        assertThat(room.query("SELECT asked FROM keyroom.signer_key")).isEqualTo("50");
        assertThat(outcomes.stream().filter(Refusal.WrongPassphrase.class::isInstance)).hasSize(2);
        assertThat(room.sign(key, RIGHT)).isInstanceOf(Refusal.Waiting.class);
    }

    @Test
    @Proves("KY-02")
    void theLadderWaitsLongerAndThenLocks() {
        var key = room.key(RIGHT);
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.WrongPassphrase(2));
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.WrongPassphrase(1));
        var fiveMinutes = room.clock.instant().plus(Duration.ofMinutes(5));
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.Waiting(fiveMinutes, true));
        assertThat(room.sign(key, RIGHT)).as("not even the right one is looked at")
                .isEqualTo(new Refusal.Waiting(fiveMinutes, false));
        room.clock.advance(Duration.ofMinutes(5));
        room.sign(key, WRONG);
        room.sign(key, WRONG);
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.Waiting(room.clock.instant().plus(Duration.ofHours(1)), true));
        room.clock.advance(Duration.ofHours(1));
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.WrongPassphrase(2));
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.WrongPassphrase(1));
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.LockedUntilReset(true));
        room.clock.advance(Duration.ofDays(365));
        assertThat(room.sign(key, RIGHT)).isEqualTo(new Refusal.LockedUntilReset(false));
        assertThat(room.keyroom.state(key.id()).orElseThrow().locked()).isTrue();
        room.keyroom.reset(UUID.randomUUID(), room.grant(key), Room.pass("Baru#2026aa"));
        assertThat(room.opens(key, "Baru#2026aa")).isTrue();
    }

    @Test
    void beingRightTakesTheCountBack() throws Exception {
        var key = room.key(RIGHT);
        assertThat(room.keyroom.state(key.id()).orElseThrow().mistyped()).isFalse();
        room.sign(key, WRONG);
        room.sign(key, WRONG);
        assertThat(room.keyroom.state(key.id()).orElseThrow().mistyped()).isTrue();
        assertThat(room.sign(key, RIGHT)).isInstanceOf(SignOutcome.Signed.class);
        assertThat(room.keyroom.state(key.id()).orElseThrow().mistyped()).isFalse();
        assertThat(room.sign(key, WRONG)).isEqualTo(new Refusal.WrongPassphrase(2));
        assertThat(Parallel.run(12, i -> room.sign(key, RIGHT))).as("right ones in parallel are not a row of wrong ones")
                .allMatch(SignOutcome.Signed.class::isInstance);
    }

    /** Somebody who asks meanwhile, from another tab, would be told of a mistake that nobody made. */
    @Test
    void anAttemptThatIsBeingLookedAtIsNoMistake() {
        var key = room.key(RIGHT);
        var said = new ArrayList<Boolean>();
        var watched = room.again(point -> said.add(room.keyroom.state(key.id()).orElseThrow().mistyped()));
        watched.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(RIGHT), Room.pass("Baru#2026aa"));
        assertThat(said).hasSizeGreaterThan(2).containsOnly(false);
        said.clear();
        watched.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(WRONG), Room.pass("Lain#2026aa"));
        assertThat(said).containsOnly(false);
        assertThat(room.keyroom.state(key.id()).orElseThrow().mistyped()).isTrue();
        assertThat(room.sign(key, "Baru#2026aa")).isInstanceOf(SignOutcome.Signed.class);
        assertThat(room.keyroom.state(key.id()).orElseThrow().mistyped()).isFalse();
    }

    @Test
    @Proves("KY-03")
    void anOrderSignsOnceAndOnlyForItsOwnKeyAndAccount() throws Exception {
        var key = room.key(RIGHT);
        var order = new SignOrder(UUID.randomUUID(), key.id(), key.account(), new Challenge(new byte[] {1}));
        var outcomes = Parallel.run(20, i -> room.keyroom.sign(order, Room.pass(RIGHT)));
        assertThat(outcomes.stream().filter(SignOutcome.Signed.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(o -> o.equals(new Refusal.Replayed()))).hasSize(19);
        var sameIdOtherDigest = new SignOrder(order.id(), key.id(), key.account(), new DocumentDigest(new byte[32]));
        assertThat(room.keyroom.sign(sameIdOtherDigest, Room.pass(RIGHT))).isEqualTo(new Refusal.Replayed());
        var foreign = new SignOrder(UUID.randomUUID(), key.id(), UUID.randomUUID(), new Challenge(new byte[] {1}));
        assertThat(room.keyroom.sign(foreign, Room.pass(RIGHT))).isEqualTo(new Refusal.NoSuchKey());
        assertThat(room.keyroom.outcome(order.id()).orElseThrow().kind()).isEqualTo(OrderOutcome.Kind.SIGN);
    }

    @Test
    void aChallengeNeverPassesForADocument() {
        byte[] message = "document attributes".getBytes();
        assertThat(new Challenge(message).digest()).isNotEqualTo(SignerRow.sha256(message));
        assertThat(new String(new Challenge(message).message())).startsWith("Paraf challenge v1, signs nothing\n");
    }

    @Test
    @Proves("KY-08")
    void aDestroyedKeyHasNothingLeftToOpen() {
        var key = room.key(RIGHT);
        assertThat(room.keyroom.destroy(key.id())).isTrue();
        assertThat(room.sign(key, RIGHT)).isEqualTo(new Refusal.NoSuchKey());
        assertThat(room.keyroom.state(key.id()).orElseThrow().phase()).isEqualTo(Phase.DESTROYED);
        assertThat(room.query("SELECT count(*) FROM keyroom.signer_key WHERE sealed IS NULL AND slot IS NULL AND recovery IS NULL "
                + "AND slot_salt IS NULL")).isEqualTo("1");
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(key), Room.pass(RIGHT))).isEqualTo(new Refusal.NoSuchKey());
        assertThat(room.keyroom.destroy(key.id())).as("once").isFalse();
    }

    @Test
    void aFrozenKeyDoesNothingUntilItThawsOrIsLifted() {
        var key = room.key(RIGHT);
        var tomorrow = room.clock.instant().plus(Duration.ofHours(24));
        room.keyroom.freeze(key.id(), tomorrow);
        assertThat(room.sign(key, RIGHT)).isEqualTo(new Refusal.Frozen(tomorrow));
        assertThat(room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(RIGHT), Room.pass(WRONG)))
                .isEqualTo(new Refusal.Frozen(tomorrow));
        room.clock.advance(Duration.ofHours(24));
        assertThat(room.sign(key, RIGHT)).isInstanceOf(SignOutcome.Signed.class);
        room.keyroom.freeze(key.id(), null);
        room.keyroom.freeze(key.id(), room.clock.instant().plusSeconds(1));
        room.clock.advance(Duration.ofDays(100));
        assertThat(room.sign(key, RIGHT)).as("a freeze is never shortened").isEqualTo(new Refusal.Frozen(null));
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(key), Room.pass(WRONG))).isEqualTo(new Refusal.Frozen(null));
        room.keyroom.unfreeze(key.id());
        assertThat(room.sign(key, RIGHT)).isInstanceOf(SignOutcome.Signed.class);
    }

    @Test
    void aSuspendedKeyDoesNothingAndAFreezeIsAnotherMatter() {
        var key = room.key(RIGHT);
        room.keyroom.freeze(key.id(), null);
        assertThat(room.keyroom.suspend(key.id())).isTrue();
        assertThat(room.keyroom.suspend(key.id())).as("once").isFalse();
        assertThat(room.keyroom.suspendedKeys()).containsExactly(key.id());
        room.keyroom.unfreeze(key.id());
        assertThat(room.sign(key, RIGHT)).as("the end of a freeze ends no suspension").isEqualTo(new Refusal.Suspended());
        assertThat(room.keyroom.change(UUID.randomUUID(), key.id(), key.account(), Room.pass(RIGHT), Room.pass(WRONG)))
                .isEqualTo(new Refusal.Suspended());
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(key), Room.pass(WRONG))).isEqualTo(new Refusal.Suspended());
        assertThat(room.sign(key, WRONG)).as("no passphrase is looked at").isEqualTo(new Refusal.Suspended());
        room.keyroom.freeze(key.id(), null);
        assertThat(room.keyroom.resume(key.id())).isTrue();
        assertThat(room.keyroom.resume(key.id())).as("once").isFalse();
        assertThat(room.sign(key, RIGHT)).as("the end of a suspension ends no freeze").isEqualTo(new Refusal.Frozen(null));
        room.keyroom.unfreeze(key.id());
        assertThat(room.opens(key, RIGHT)).isTrue();
        assertThat(room.keyroom.state(key.id()).orElseThrow().suspended()).isFalse();
        assertThat(room.keyroom.waitingEvents(100)).extracting(event -> ((KeyEvent.OfSigner) event).act()).containsExactly(
                KeyEvent.Act.MADE, KeyEvent.Act.FROZEN, KeyEvent.Act.SUSPENDED, KeyEvent.Act.UNFROZEN, KeyEvent.Act.FROZEN,
                KeyEvent.Act.RESUMED, KeyEvent.Act.UNFROZEN);
    }

    /** Whoever was told that the key rests sees no signature after that, however many were on their way. */
    @Test
    void noSignatureIsMadeAfterASuspension() throws Exception {
        var key = room.key(RIGHT);
        var suspended = new AtomicBoolean();
        var ends = Parallel.run(8, i -> {
            if (i == 0) {
                room.sign(key, RIGHT);
                room.keyroom.suspend(key.id());
                suspended.set(true);
            }
            while (true) {
                boolean after = suspended.get();
                var outcome = room.sign(key, RIGHT);
                if (after || !(outcome instanceof SignOutcome.Signed)) {
                    return outcome;
                }
            }
        });
        assertThat(ends).containsOnly(new Refusal.Suspended());
        assertThat(Parallel.run(8, i -> room.sign(key, RIGHT))).containsOnly(new Refusal.Suspended());
    }

    @Test
    void blobsMovedBetweenRowsDoNotOpen() {
        var mine = room.key(RIGHT);
        var yours = room.key(RIGHT);
        room.sql("UPDATE keyroom.signer_key t SET sealed = s.sealed FROM keyroom.signer_key s WHERE t.id = '" + mine.id()
                + "' AND s.id = '" + yours.id() + "'");
        assertThat(room.sign(mine, RIGHT)).isEqualTo(new Refusal.Tampered());
        assertThat(room.keyroom.reset(UUID.randomUUID(), room.grant(mine), Room.pass(WRONG))).isEqualTo(new Refusal.Tampered());
        for (String change : List.of("account = gen_random_uuid()", "policy = 'RENEW'", "slot_version = 7",
                "public_key = '\\x00'::bytea", "algorithm = 'RSA3072'", "slot = sealed", "memory_kib = 128")) {
            var key = room.key(RIGHT);
            room.sql("UPDATE keyroom.signer_key SET " + change + " WHERE id = '" + key.id() + "'");
            assertThat(room.sign(key, RIGHT)).as(change).isNotInstanceOf(SignOutcome.Signed.class);
        }
    }

    @Test
    @Proves("AU-05")
    void withoutTheSecretTheDatabaseOpensNothing() {
        var key = room.key(RIGHT);
        var stolen = new Keyroom(room.database, room.clock, Room.RANDOM,
                new KeyroomSecrets(Room.secret(), Room.secret(), Room.secret()), FaultPoints.NONE, Room.CHEAP,
                AttemptLadder.DEFAULT);
        assertThat(room.sign(stolen, key, RIGHT)).isInstanceOf(Refusal.WrongPassphrase.class);
    }

    @Test
    @Proves("AU-05")
    void aStrongerCostReachesOldSlotsAtTheirNextUse() {
        var key = room.key(RIGHT);
        var stronger = room.again(new Argon2Cost(256, 2, 1));
        assertThat(room.sign(stronger, key, WRONG)).isInstanceOf(Refusal.WrongPassphrase.class);
        assertThat(room.query("SELECT memory_kib FROM keyroom.signer_key")).isEqualTo("64");
        assertThat(room.sign(stronger, key, RIGHT)).isInstanceOf(SignOutcome.Signed.class);
        assertThat(room.query("SELECT memory_kib || '/' || passes || '/' || slot_version FROM keyroom.signer_key"))
                .isEqualTo("256/2/2");
        assertThat(room.sign(stronger, key, RIGHT)).isInstanceOf(SignOutcome.Signed.class);
    }

    @Test
    @Proves("RP-34")
    void aPassphrasePrintsNothingAndIsGoneWhenClosed() {
        char[] typed = RIGHT.toCharArray();
        var passphrase = Passphrase.of(typed);
        assertThat(typed).containsOnly('\0');
        assertThat(passphrase).hasToString("•••");
        byte[] live = passphrase.utf8();
        passphrase.close();
        assertThat(live).containsOnly(0);
        assertThat(room.secrets).hasToString("KeyroomSecrets[•••]");
    }
}
