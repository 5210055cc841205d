package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import id.paraf.keyroom.SealKeys.Activation;
import id.paraf.keyroom.SealOutcome.Done;
import id.paraf.keyroom.SealOutcome.Refused;
import id.paraf.keyroom.SignOrder.DocumentDigest;
import id.paraf.testing.Proves;

/** Who may have a seal's key sign, how often and until when: held by the keyroom, whatever calls it. */
class SealKeysTest {

    private static final byte[] DOCUMENT = {4, 7, 11};
    private static final int PER_DAY = 20;

    private final Room room = new Room();
    private final SealKeys seals = room.keyroom.seals();
    private final UUID application = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();
    private NewKey made;

    @BeforeEach
    void aKey() {
        made = seals.create(key, application, KeyAlgorithm.P256, PER_DAY);
    }

    private static <T> T done(SealOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }

    private static <T> SealRefusal refused(SealOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<T>) outcome).why();
    }

    private String activation() {
        return done(seals.request(key, application)).text();
    }

    private String code(int signatures) {
        return done(seals.code(key, application, activation(), signatures)).code().text();
    }

    private static SignOutcome sign(SealBatch batch) {
        return batch.sign(new DocumentDigest(SignerRow.sha256(DOCUMENT)));
    }

    private SealKeyState state() {
        return seals.state(key).orElseThrow();
    }

    @Test
    void whatItSignsVerifiesWithItsPublicKey() {
        for (var algorithm : List.of(KeyAlgorithm.P256, KeyAlgorithm.RSA3072)) {
            UUID id = UUID.randomUUID();
            var one = seals.create(id, application, algorithm, 1);
            String activation = done(seals.request(id, application)).text();
            String code = done(seals.code(id, application, activation, 1)).code().text();
            try (var batch = done(seals.open(id, application, code, 1))) {
                var signed = (SignOutcome.Signed) sign(batch);
                assertThat(Room.verifies(new Room.Key(id, application, algorithm, one.publicKey()), DOCUMENT, signed.signature()))
                        .isTrue();
            }
        }
    }

    @Test
    void theMailedCodeBeginsAnActivationThatLastsAndIsNotProlonged() {
        var mailed = done(seals.request(key, application));
        assertThat(mailed.text()).matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
        assertThat(mailed.toString()).doesNotContain(mailed.text());
        assertThat(mailed.until()).isEqualTo(room.clock.instant().plus(SealKeys.WAITS));
        assertThat(state().activeUntil()).isNull();
        String copied = mailed.text().replace("-", " ").toLowerCase(Locale.ROOT);
        var end = room.clock.instant().plus(SealKeys.LASTS);
        assertThat(done(seals.activate(key, application, copied))).isEqualTo(new Activation(end, true));
        assertThat(state().activeUntil()).isEqualTo(end);
        room.clock.advance(SealKeys.LASTS.minusSeconds(1));
        assertThat(done(seals.activate(key, application, mailed.text()))).isEqualTo(new Activation(end, false));
        assertThat(done(seals.code(key, application, mailed.text(), 1)).code().until()).as("never longer than what it comes from")
                .isEqualTo(end);
        room.clock.advance(Duration.ofSeconds(1));
        assertThat(refused(seals.activate(key, application, mailed.text()))).isEqualTo(new SealRefusal.Expired());
        assertThat(refused(seals.code(key, application, mailed.text(), 1))).isEqualTo(new SealRefusal.Expired());
        assertThat(state().activeUntil()).isNull();
    }

    @Test
    void aMailedCodeThatNobodyShowsIsOverSoonAndSoIsOneThatWasReplaced() {
        String first = activation();
        String second = activation();
        assertThat(refused(seals.activate(key, application, first))).isEqualTo(new SealRefusal.Expired());
        room.clock.advance(SealKeys.WAITS);
        assertThat(refused(seals.activate(key, application, second))).isEqualTo(new SealRefusal.Expired());
    }

    @Test
    void anActivationGoesOnUntilTheNextOneIsShown() {
        String first = activation();
        done(seals.activate(key, application, first));
        String second = activation();
        assertThat(done(seals.activate(key, application, first)).first()).isFalse();
        done(seals.activate(key, application, second));
        assertThat(refused(seals.activate(key, application, first))).isEqualTo(new SealRefusal.Expired());
    }

    @Test
    void eachCodeIsGoodForItsOwnPurposeAlone() {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 2)).code().text();
        assertThat(refused(seals.open(key, application, activation, 1))).isEqualTo(new SealRefusal.WrongCode(9));
        assertThat(refused(seals.code(key, application, code, 1))).isEqualTo(new SealRefusal.WrongCode(8));
        assertThat(refused(seals.activate(key, application, code))).isEqualTo(new SealRefusal.WrongCode(7));
    }

    @Test
    void anotherApplicationAndAnotherKeyFindNothing() {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 1)).code().text();
        UUID stranger = UUID.randomUUID();
        assertThat(refused(seals.request(key, stranger))).isEqualTo(new SealRefusal.NoSuchKey());
        assertThat(refused(seals.activate(key, stranger, activation))).isEqualTo(new SealRefusal.NoSuchKey());
        assertThat(refused(seals.code(key, stranger, activation, 1))).isEqualTo(new SealRefusal.NoSuchKey());
        assertThat(refused(seals.open(key, stranger, code, 1))).isEqualTo(new SealRefusal.NoSuchKey());
        assertThat(refused(seals.revoke(key, stranger, activation))).isEqualTo(new SealRefusal.NoSuchKey());
        UUID other = UUID.randomUUID();
        seals.create(other, application, KeyAlgorithm.P256, 5);
        assertThat(refused(seals.open(other, application, code, 1))).isInstanceOf(SealRefusal.WrongCode.class);
    }

    @Test
    void aCodeSignsAsOftenAsItSaysAllOrNothingAndGivesBackWhatWasNotUsed() {
        String code = code(3);
        assertThat(refused(seals.open(key, application, code, 4))).isEqualTo(new SealRefusal.TooMany(3));
        try (var batch = done(seals.open(key, application, code, 3))) {
            assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.TooMany(0));
            assertThat(state().usedToday()).isEqualTo(3);
            assertThat(sign(batch)).isInstanceOf(SignOutcome.Signed.class);
        }
        assertThat(state().usedToday()).isEqualTo(1);
        assertThat(state().used()).isEqualTo(1);
        try (var batch = done(seals.open(key, application, code, 2))) {
            assertThat(sign(batch)).isInstanceOf(SignOutcome.Signed.class);
            assertThat(sign(batch)).isInstanceOf(SignOutcome.Signed.class);
            assertThat(sign(batch)).as("one more than was opened").isEqualTo(new Refusal.NoSuchKey());
        }
        assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.TooMany(0));
        assertThat(state().used()).isEqualTo(3);
    }

    @Test
    void aClosedBatchSignsNothing() {
        var batch = done(seals.open(key, application, code(2), 2));
        batch.close();
        assertThat(sign(batch)).isEqualTo(new Refusal.NoSuchKey());
        batch.close();
        assertThat(state().usedToday()).as("given back once").isZero();
    }

    @Test
    void theDayHasItsOwnEnd() {
        String code = code(15);
        try (var batch = done(seals.open(key, application, code, 15))) {
            for (int i = 0; i < 15; i++) {
                assertThat(sign(batch)).isInstanceOf(SignOutcome.Signed.class);
            }
        }
        assertThat(refused(seals.code(key, application, activation(), 6))).isEqualTo(new SealRefusal.DayFull(5));
        String five = code(5);
        String other = code(5);
        try (var batch = done(seals.open(key, application, five, 5))) {
            assertThat(sign(batch)).isInstanceOf(SignOutcome.Signed.class);
            assertThat(refused(seals.open(key, application, other, 1))).isEqualTo(new SealRefusal.DayFull(0));
        }
        // 09.00 in Western Indonesia: fifteen hours later it is another day there.
        room.clock.advance(Duration.ofHours(15));
        assertThat(state().usedToday()).isZero();
        assertThat(done(seals.code(key, application, activation(), PER_DAY))).isNotNull();
    }

    @Test
    @Proves("KY-02")
    void ofManyAtOnceOneGetsTheLastSeal() throws Exception {
        String code = code(1);
        var other = room.again(FaultPoints.NONE).seals();
        var outcomes = Parallel.run(30, i -> (i % 2 == 0 ? seals : other).open(key, application, code, 1));
        assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).extracting(SealKeysTest::refused)
                .containsOnly(new SealRefusal.TooMany(0));
        var batch = done(outcomes.stream().filter(Done.class::isInstance).findFirst().orElseThrow());
        var signed = Parallel.run(30, i -> sign(batch));
        assertThat(signed).filteredOn(SignOutcome.Signed.class::isInstance).hasSize(1);
        assertThat(state().used()).isEqualTo(1);
    }

    @Test
    @Proves("KY-02")
    void manyCodesAtOnceDoNotMakeTheDayLonger() throws Exception {
        String activation = activation();
        done(seals.activate(key, application, activation));
        var codes = Parallel.run(30, i -> done(seals.code(key, application, activation, 3)).code().text());
        var opened = Parallel.run(30, i -> seals.open(key, application, codes.get(i), 3));
        assertThat(opened).filteredOn(Done.class::isInstance).hasSize(PER_DAY / 3);
        assertThat(state().usedToday()).isEqualTo(PER_DAY / 3 * 3);
        Parallel.run(opened.size(), i -> {
            if (opened.get(i) instanceof Done<SealBatch>(var batch)) {
                batch.close();
            }
            return i;
        });
        assertThat(state().usedToday()).isZero();
        assertThat(state().used()).isZero();
    }

    @Test
    @Proves("KY-02")
    void tenWrongOnesAtOnceEndEverything() throws Exception {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 5)).code().text();
        var batch = done(seals.open(key, application, code, 2));
        var outcomes = Parallel.run(40, i -> refused(seals.open(key, application, "0000" + i, 1)));
        assertThat(outcomes).filteredOn(SealRefusal.WrongCode.class::isInstance).hasSize(SealKeys.MOST_WRONG - 1);
        assertThat(outcomes).filteredOn(new SealRefusal.Locked(true)::equals).hasSize(1);
        assertThat(outcomes).filteredOn(new SealRefusal.Locked(false)::equals).hasSize(40 - SealKeys.MOST_WRONG);
        assertThat(state().locked()).isTrue();
        assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.Locked(false));
        assertThat(sign(batch)).as("not even what was open already").isEqualTo(new Refusal.NoSuchKey());
        String fresh = activation();
        assertThat(state().locked()).isFalse();
        assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.Expired());
        assertThat(done(seals.activate(key, application, fresh)).first()).isTrue();
    }

    @Test
    void aRightCodeTakesTheCountBackAndOneThatIsOverDoesNot() {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 5)).code().text();
        for (int i = 0; i < 9; i++) {
            seals.open(key, application, "salah", 1);
        }
        done(seals.open(key, application, code, 1)).close();
        assertThat(refused(seals.open(key, application, "salah", 1))).isEqualTo(new SealRefusal.WrongCode(9));
        room.clock.advance(SealKeys.CODE_LASTS);
        assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.Expired());
        assertThat(refused(seals.open(key, application, "salah", 1))).isEqualTo(new SealRefusal.WrongCode(8));
    }

    @Test
    void revokingEndsWhatWasMadeAndWhatIsOpen() {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 5)).code().text();
        var batch = done(seals.open(key, application, code, 2));
        done(seals.revoke(key, application, activation));
        assertThat(sign(batch)).isEqualTo(new Refusal.NoSuchKey());
        assertThat(refused(seals.open(key, application, code, 1))).isEqualTo(new SealRefusal.Expired());
        assertThat(refused(seals.code(key, application, activation, 1))).isEqualTo(new SealRefusal.Expired());
        assertThat(state().activeUntil()).isNull();
    }

    @Test
    void aDestroyedKeyIsGoneForGoodAndTheLogIsTold() {
        var batch = done(seals.open(key, application, code(2), 2));
        assertThat(seals.destroy(key)).isTrue();
        assertThat(seals.destroy(key)).isFalse();
        assertThat(sign(batch)).isEqualTo(new Refusal.NoSuchKey());
        assertThat(refused(seals.request(key, application))).isEqualTo(new SealRefusal.NoSuchKey());
        assertThat(state().destroyed()).isTrue();
        assertThat(room.query("SELECT sealed IS NULL FROM keyroom.seal_key")).isEqualTo("t");
        assertThat(room.keyroom.waitingEvents(10)).extracting(event -> ((KeyEvent.OfSeal) event).act())
                .containsExactly(KeyEvent.SealAct.MADE, KeyEvent.SealAct.DESTROYED);
        assertThat(((KeyEvent.OfSeal) room.keyroom.waitingEvents(10).getFirst()).keySha256())
                .isEqualTo(SignerRow.sha256(made.publicKey()));
    }

    @Test
    void aRowThatWasChangedOpensNothing() {
        UUID thief = UUID.randomUUID();
        for (String change : List.of("application = '" + thief + "'", "per_day = 100000")) {
            UUID id = UUID.randomUUID();
            seals.create(id, application, KeyAlgorithm.P256, PER_DAY);
            room.sql("UPDATE keyroom.seal_key SET " + change + " WHERE id = '" + id + "'");
            UUID who = seals.state(id).orElseThrow().application();
            String activation = done(seals.request(id, who)).text();
            String code = done(seals.code(id, who, activation, 1)).code().text();
            assertThat(sign(done(seals.open(id, who, code, 1)))).as(change).isEqualTo(new Refusal.Tampered());
        }
    }

    @Test
    void theTableHoldsNoCode() {
        String activation = activation();
        String code = done(seals.code(key, application, activation, 1)).code().text();
        String all = room.query("SELECT string_agg(c::text, ' ') FROM keyroom.seal_code c").toUpperCase(Locale.ROOT);
        for (String text : List.of(activation, code)) {
            assertThat(all).doesNotContain(text).doesNotContain(text.replace("-", ""));
        }
    }

    @Test
    void notAnyNumberOfCodesWaitsToBeUsed() {
        UUID id = UUID.randomUUID();
        seals.create(id, application, KeyAlgorithm.P256, 1000);
        String activation = done(seals.request(id, application)).text();
        for (int i = 0; i < SealKeys.MOST_CODES; i++) {
            done(seals.code(id, application, activation, 1));
        }
        assertThat(refused(seals.code(id, application, activation, 1))).isEqualTo(new SealRefusal.TooManyCodes());
        room.clock.advance(SealKeys.CODE_LASTS);
        done(seals.code(id, application, activation, 1));
    }
}
