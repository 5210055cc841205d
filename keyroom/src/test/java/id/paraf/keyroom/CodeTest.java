package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import id.paraf.keyroom.CodeSlot.End;
import id.paraf.keyroom.SignOrder.Challenge;

/** Codes that open a key for one application: what they are good for, what they are not, and what is left of them. */
class CodeTest {

    private static final String PASSPHRASE = "gunung kabut senja hijau";
    private static final String SECRET = "the application's secret, 256 bits of it";

    private final Room room = new Room();
    private final Keyroom keyroom = room.keyroom;
    private final Room.Key key = room.key(PASSPHRASE);
    private final UUID application = UUID.randomUUID();

    private CodeWish wish(int files, Duration time) {
        return new CodeWish(UUID.randomUUID(), key.id(), key.account(), application, CallerKey.of(SECRET).publicKey(), files,
                room.clock.instant().plus(time));
    }

    private CodeOpened.Open open(int files) {
        return (CodeOpened.Open) keyroom.openCode(wish(files, Duration.ofMinutes(15)), Room.pass(PASSPHRASE));
    }

    private List<SignOrder> orders(int count) {
        return IntStream.range(0, count).mapToObj(
                i -> new SignOrder(UUID.randomUUID(), key.id(), key.account(), new Challenge(new byte[] {(byte) i}))).toList();
    }

    private CodeOutcome sign(Keyroom by, String code, int files) {
        return by.signByCode(application, orders(files), Room.pass(code), CallerKey.of(SECRET));
    }

    private CodeOutcome sign(String code, int files) {
        return sign(keyroom, code, files);
    }

    private static String another(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private CodeSlot now(UUID id) {
        return keyroom.codesOf(key.account()).stream().filter(slot -> slot.id().equals(id)).findFirst().orElseThrow();
    }

    /** Nothing is left in the row that could be opened. */
    private void closed(UUID id, End why) {
        assertThat(now(id).end()).isEqualTo(why);
        assertThat(room.query("SELECT count(*) FROM keyroom.code_slot WHERE id = '" + id
                + "' AND slot IS NULL AND salt IS NULL AND ephemeral IS NULL AND ended_at IS NOT NULL")).isEqualTo("1");
    }

    @Test
    void aCodeSignsWhatItIsForAndIsThenGone() {
        var opened = open(3);
        assertThat(opened.code()).matches("[0-9]{6}");
        assertThat(opened).asString().doesNotContain(opened.code());
        var orders = orders(2);
        var done = (CodeOutcome.Signed) keyroom.signByCode(application, orders, Room.pass(opened.code()), CallerKey.of(SECRET));
        assertThat(done.slot().left()).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            assertThat(Room.verifies(key, ((Challenge) orders.get(i).what()).message(), done.signatures().get(i))).isTrue();
            assertThat(keyroom.outcome(orders.get(i).id()).orElseThrow().kind()).isEqualTo(OrderOutcome.Kind.SIGN_BY_CODE);
        }
        assertThat(sign(opened.code(), 2)).isInstanceOfSatisfying(CodeOutcome.TooFew.class,
                few -> assertThat(few.slot().left()).isEqualTo(1));
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.Signed.class);
        closed(opened.slot().id(), End.USED_UP);
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.NotOpen.class);
    }

    @Test
    void onlyThePassphraseOpensOneAndAWrongOneCountsAsEverywhere() {
        var refused = keyroom.openCode(wish(1, Duration.ofMinutes(15)), Room.pass("salah sekali kata ini"));
        assertThat(refused).isEqualTo(new Refusal.WrongPassphrase(2));
        assertThat(keyroom.state(key.id()).orElseThrow().mistyped()).isTrue();
        assertThat(keyroom.codesOf(key.account())).isEmpty();
        open(1);
        assertThat(keyroom.state(key.id()).orElseThrow().attemptsLeft()).isEqualTo(3);
        var wish = wish(1, Duration.ofMinutes(15));
        assertThat(keyroom.openCode(wish, Room.pass(PASSPHRASE))).isInstanceOf(CodeOpened.Open.class);
        assertThat(keyroom.openCode(wish, Room.pass(PASSPHRASE))).isInstanceOf(Refusal.Replayed.class);
    }

    @Test
    void noCodeIsForMoreOrLongerThanTheKeyroomAllows() {
        assertThatThrownBy(() -> wish(101, Duration.ofMinutes(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> wish(0, Duration.ofMinutes(1))).isInstanceOf(IllegalArgumentException.class);
        for (var time : List.of(Duration.ZERO, Codes.LONGEST.plusSeconds(1))) {
            assertThatThrownBy(() -> keyroom.openCode(wish(1, time), Room.pass(PASSPHRASE)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anotherApplicationOrAnotherSecretOpensNothing() {
        var opened = open(1);
        assertThat(keyroom.signByCode(UUID.randomUUID(), orders(1), Room.pass(opened.code()), CallerKey.of(SECRET)))
                .isInstanceOf(CodeOutcome.NotOpen.class);
        assertThat(keyroom.signByCode(application, orders(1), Room.pass(opened.code()), CallerKey.of(SECRET + "!")))
                .isInstanceOfSatisfying(CodeOutcome.Wrong.class, wrong -> assertThat(wrong.slot().wrong()).isEqualTo(1));
        var other = room.key(PASSPHRASE);
        assertThat(keyroom.signByCode(application, List.of(new SignOrder(UUID.randomUUID(), other.id(), other.account(),
                new Challenge(new byte[] {1}))), Room.pass(opened.code()), CallerKey.of(SECRET)))
                .isInstanceOf(CodeOutcome.NotOpen.class);
    }

    @Test
    void aDatabaseWithAnotherRootSecretOpensNothing() {
        var opened = open(1);
        var stranger = new Keyroom(room.database, room.clock, Room.RANDOM,
                new KeyroomSecrets(Room.secret(), Room.secret(), Room.secret()), FaultPoints.NONE, Room.CHEAP,
                AttemptLadder.DEFAULT);
        assertThat(sign(stranger, opened.code(), 1)).isInstanceOf(CodeOutcome.Wrong.class);
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.Signed.class);
    }

    @Test
    void aRowThatWasMadeToLastOrToBeForMoreOrForAnotherApplicationDoesNotOpen() {
        for (String change : List.of("files = 100", "until = until + interval '1 second'")) {
            var opened = open(1);
            room.sql("UPDATE keyroom.code_slot SET " + change + " WHERE id = '" + opened.slot().id() + "'");
            assertThat(sign(opened.code(), 1)).as(change).isInstanceOf(CodeOutcome.Wrong.class);
        }
        var opened = open(1);
        var thief = UUID.randomUUID();
        room.sql("UPDATE keyroom.code_slot SET application = '" + thief + "' WHERE id = '" + opened.slot().id() + "'");
        assertThat(keyroom.signByCode(thief, orders(1), Room.pass(opened.code()), CallerKey.of(SECRET)))
                .isInstanceOf(CodeOutcome.Wrong.class);
    }

    @Test
    void threeWrongCodesCloseItForGoodAndARightOneInBetweenGivesNoneBack() {
        var opened = open(5);
        sign(another(opened.code()), 1);
        sign(another(opened.code()), 1);
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.Signed.class);
        assertThat(sign(another(opened.code()), 1)).isInstanceOfSatisfying(CodeOutcome.Wrong.class,
                wrong -> assertThat(wrong.slot().end()).isEqualTo(End.WRONG_CODES));
        closed(opened.slot().id(), End.WRONG_CODES);
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.NotOpen.class);
        assertThat(room.opens(key, PASSPHRASE)).isTrue();
    }

    @Test
    void wrongCodesAtOnceOnTwoNodesCountAsManyAndNoMoreThanThreeAreLookedAt() throws Exception {
        var opened = open(5);
        Keyroom second = room.again(FaultPoints.NONE);
        var three = Parallel.run(3, i -> sign(i % 2 == 0 ? keyroom : second, another(opened.code()), 1));
        assertThat(three).allMatch(CodeOutcome.Wrong.class::isInstance);
        closed(opened.slot().id(), End.WRONG_CODES);
        var next = open(5);
        var twenty = Parallel.run(20, i -> sign(i % 2 == 0 ? keyroom : second, another(next.code()), 1));
        assertThat(twenty.stream().filter(CodeOutcome.Wrong.class::isInstance)).hasSize(3);
        assertThat(now(next.slot().id()).wrong()).isEqualTo(3);
        closed(next.slot().id(), End.WRONG_CODES);
    }

    @Test
    void theLastFileIsSignedOnceHoweverManyAskForItOnTwoNodes() throws Exception {
        for (int round = 0; round < 5; round++) {
            var opened = open(2);
            Keyroom second = room.again(FaultPoints.NONE);
            assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.Signed.class);
            var all = Parallel.run(16, i -> sign(i % 2 == 0 ? keyroom : second, opened.code(), 1));
            assertThat(all.stream().filter(CodeOutcome.Signed.class::isInstance)).hasSize(1);
            assertThat(all.stream().filter(CodeOutcome.NotOpen.class::isInstance)).hasSize(15);
            assertThat(now(opened.slot().id()).used()).isEqualTo(2);
            assertThat(now(opened.slot().id()).wrong()).isZero();
            closed(opened.slot().id(), End.USED_UP);
        }
    }

    @Test
    void rightCodesAtOnceOnTwoNodesAreAllRightAfterTwoWrongOnes() throws Exception {
        var opened = open(50);
        Keyroom second = room.again(FaultPoints.NONE);
        sign(another(opened.code()), 1);
        sign(another(opened.code()), 1);
        var all = Parallel.run(12, i -> sign(i % 2 == 0 ? keyroom : second, opened.code(), 2));
        assertThat(all).allMatch(CodeOutcome.Signed.class::isInstance);
        assertThat(now(opened.slot().id()).left()).isEqualTo(26);
    }

    @Test
    void anotherOneForTheSameApplicationTakesItsPlace() {
        var first = open(1);
        var second = open(1);
        closed(first.slot().id(), End.REPLACED);
        assertThat(now(second.slot().id()).open()).isTrue();
    }

    @Test
    void itsTimeIsOverByTheClockAndWhatIsInItIsDeleted() {
        var opened = open(1);
        room.clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(sign(opened.code(), 1)).isInstanceOf(CodeOutcome.NotOpen.class);
        assertThat(keyroom.endCodesOver()).isEqualTo(1);
        closed(opened.slot().id(), End.TIME_OVER);
        assertThat(keyroom.endCodesOver()).isZero();
    }

    @Test
    void itEndsWithWhateverStopsTheKeyOrChangesItsPassphrase() {
        record Stop(Consumer<Room.Key> what, End why) {
        }
        String other = "sungai pagi embun biru";
        Instant later = room.clock.instant().plus(Duration.ofHours(1));
        for (var stop : List.of(new Stop(one -> keyroom.freeze(one.id(), later), End.KEY_STOPPED),
                new Stop(one -> keyroom.suspend(one.id()), End.KEY_STOPPED),
                new Stop(one -> keyroom.destroy(one.id()), End.KEY_STOPPED),
                new Stop(one -> keyroom.change(UUID.randomUUID(), one.id(), one.account(), Room.pass(PASSPHRASE), Room.pass(other)),
                        End.PASSPHRASE_CHANGED),
                new Stop(one -> keyroom.reset(UUID.randomUUID(), room.grant(one), Room.pass(other)), End.PASSPHRASE_CHANGED),
                new Stop(one -> keyroom.reset(UUID.randomUUID(),
                        room.grant(one, UUID.randomUUID(), room.clock.instant().minus(Duration.ofDays(1)), false),
                        Room.pass(other)),
                        End.PASSPHRASE_CHANGED))) {
            var one = room.key(PASSPHRASE);
            var opened = (CodeOpened.Open) keyroom.openCode(new CodeWish(UUID.randomUUID(), one.id(), one.account(), application,
                    CallerKey.of(SECRET).publicKey(), 1, later), Room.pass(PASSPHRASE));
            stop.what().accept(one);
            assertThat(keyroom.codesOf(one.account())).singleElement()
                    .satisfies(slot -> assertThat(slot.end()).isEqualTo(stop.why()));
            closedRow(opened.slot().id());
            assertThat(keyroom.signByCode(application, List.of(new SignOrder(UUID.randomUUID(), one.id(), one.account(),
                    new Challenge(new byte[] {1}))), Room.pass(opened.code()), CallerKey.of(SECRET)))
                    .isInstanceOf(CodeOutcome.NotOpen.class);
        }
    }

    private void closedRow(UUID id) {
        assertThat(room.query("SELECT slot IS NULL FROM keyroom.code_slot WHERE id = '" + id + "'")).isEqualTo("t");
    }

    @Test
    void aStrongerStretchingOfThePassphraseLeavesItOpen() {
        var opened = open(1);
        Keyroom stronger = room.again(new Argon2Cost(128, 1, 1));
        assertThat(room.sign(stronger, key, PASSPHRASE)).isInstanceOf(SignOutcome.Signed.class);
        assertThat(sign(stronger, opened.code(), 1)).isInstanceOf(CodeOutcome.Signed.class);
    }

    @Test
    void ownersAndStoppedApplicationsEndTheirOwnOnly() {
        var opened = open(1);
        assertThat(keyroom.withdrawCode(opened.slot().id(), UUID.randomUUID())).isFalse();
        assertThat(keyroom.endCodesOf(UUID.randomUUID())).isZero();
        assertThat(keyroom.withdrawCode(opened.slot().id(), key.account())).isTrue();
        assertThat(keyroom.withdrawCode(opened.slot().id(), key.account())).isFalse();
        closed(opened.slot().id(), End.WITHDRAWN);
        var second = open(1);
        assertThat(keyroom.endCodesOf(application)).isEqualTo(1);
        closed(second.slot().id(), End.APPLICATION_STOPPED);
    }

    @Test
    void anOrderIsCarriedOutOnceAndTakesTheOthersWithIt() {
        var opened = open(5);
        var orders = orders(2);
        assertThat(keyroom.signByCode(application, orders, Room.pass(opened.code()), CallerKey.of(SECRET)))
                .isInstanceOf(CodeOutcome.Signed.class);
        var again = List.of(orders(1).getFirst(), orders.getFirst());
        assertThat(keyroom.signByCode(application, again, Room.pass(opened.code()), CallerKey.of(SECRET)))
                .isInstanceOf(CodeOutcome.Replayed.class);
        assertThat(keyroom.outcome(again.getFirst().id())).isEmpty();
        assertThat(now(opened.slot().id()).left()).isEqualTo(3);
        assertThat(room.query("SELECT tries FROM keyroom.code_slot WHERE id = '" + opened.slot().id() + "'")).isEqualTo("0");
    }

    @Test
    void endsWaitUntilTheyAreTaken() {
        var opened = open(1);
        assertThat(keyroom.endedCodes(10)).isEmpty();
        keyroom.withdrawCode(opened.slot().id(), key.account());
        var ended = keyroom.endedCodes(10);
        assertThat(ended).singleElement().satisfies(slot -> {
            assertThat(slot.id()).isEqualTo(opened.slot().id());
            assertThat(Objects.requireNonNull(slot.endedAt())).isEqualTo(room.clock.instant());
        });
        keyroom.takenCodes(ended);
        assertThat(keyroom.endedCodes(10)).isEmpty();
    }
}
