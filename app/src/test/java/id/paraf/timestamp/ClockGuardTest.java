package id.paraf.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import id.paraf.testing.MutableClock;
import id.paraf.testing.Proves;

/** The guard with all of time in the test's hands: clock, even time and witnesses each go their own way. */
class ClockGuardTest {

    private static final Instant START = Instant.parse("2026-11-02T02:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final List<TimeWitness.Reading> readings = new ArrayList<>();
    private final List<@Nullable String> told = new ArrayList<>();
    private long nanos = 42;
    private int asked;
    private final ClockGuard guard = new ClockGuard(clock, new TimeSources(() -> nanos, List.of(new Witness())),
            new TimestampSettings("1.2.3", Duration.ofSeconds(1), Duration.ofSeconds(10), null, Duration.ofDays(1), null),
            told::add);
    private TimeWitness.@Nullable Reading reading = agrees();

    private static TimeWitness.Reading agrees() {
        return new TimeWitness.Reading(Duration.ZERO, Duration.ofMillis(20));
    }

    private final class Witness implements TimeWitness {

        @Override
        public String name() {
            return "witness";
        }

        @Override
        public Reading read() throws IOException {
            asked++;
            readings.add(reading);
            if (reading == null) {
                throw new IOException("away");
            }
            return reading;
        }
    }

    private void pass(Duration even, Duration clockMoves) {
        nanos += even.toNanos();
        clock.advance(clockMoves);
    }

    private void pass(Duration both) {
        pass(both, both);
    }

    private void believed() {
        assertThat(guard.now()).isEqualTo(new ClockGuard.Now.Believed(clock.instant()));
    }

    private void doubted(String why) {
        assertThat(guard.now()).isInstanceOfSatisfying(ClockGuard.Now.Doubted.class,
                doubted -> assertThat(doubted.why()).contains(why));
    }

    @Test
    @Proves("TS-03")
    void aClockThatKeepsStepIsBelievedAndWitnessesAreNotAskedEachTime() {
        for (int i = 0; i < 20; i++) {
            believed();
            pass(Duration.ofSeconds(1));
        }
        assertThat(asked).isEqualTo(1);
        pass(Duration.ofSeconds(20));
        believed();
        assertThat(asked).isEqualTo(2);
        assertThat(told).isEmpty();
    }

    @Test
    @Proves("TS-03")
    void aStepIsDoubtedForAMinuteHoweverMuchTheWitnessesAgree() {
        for (var step : List.of(Duration.ofMillis(1001), Duration.ofMillis(-1001), Duration.ofHours(-1), Duration.ofDays(400))) {
            believed();
            told.clear();
            pass(Duration.ofSeconds(2), step.plusSeconds(2));
            doubted("stepped by " + step.toMillis() + " ms");
            for (int i = 0; i < 59; i++) {
                pass(Duration.ofSeconds(1));
                guard.check();
                doubted("stepped");
            }
            pass(Duration.ofSeconds(2));
            guard.check();
            believed();
            assertThat(told).hasSize(2).last().isNull();
        }
    }

    @Test
    @Proves("TS-03")
    void aSecondStepBeginsTheMinuteAgain() {
        believed();
        pass(Duration.ZERO, Duration.ofSeconds(5));
        doubted("5000 ms");
        pass(Duration.ofSeconds(50));
        pass(Duration.ZERO, Duration.ofSeconds(-5));
        doubted("-5000 ms");
        pass(Duration.ofSeconds(20));
        guard.check();
        doubted("-5000 ms");
        pass(Duration.ofSeconds(41));
        guard.check();
        believed();
        assertThat(told).hasSize(2);
    }

    @Test
    @Proves("TS-03")
    void aClockThatIsALittleOffIsNoStep() {
        believed();
        pass(Duration.ofSeconds(5), Duration.ofMillis(5_999));
        believed();
    }

    @Test
    @Proves("TS-03")
    void driftIsSeenByAWitnessAndEndsWithIt() {
        believed();
        for (var reading : List.of(new TimeWitness.Reading(Duration.ofMillis(1001), Duration.ZERO),
                new TimeWitness.Reading(Duration.ofMillis(-1001), Duration.ZERO),
                new TimeWitness.Reading(Duration.ofMillis(900), Duration.ofMillis(101)))) {
            this.reading = reading;
            guard.check();
            doubted("ahead of witness");
            this.reading = new TimeWitness.Reading(Duration.ofMillis(900), Duration.ofMillis(99));
            guard.check();
            believed();
        }
        assertThat(told).hasSize(6);
        assertThat(told.stream().filter(Objects::isNull)).hasSize(3);
    }

    @Test
    @Proves("TS-03")
    void aWitnessThatIsLostOrVagueIsNoWitness() {
        reading = null;
        doubted("does not answer: away");
        reading = new TimeWitness.Reading(Duration.ZERO, Duration.ofMillis(1001));
        guard.check();
        doubted("too long");
        reading = agrees();
        guard.check();
        believed();
        // Lost after it agreed: that agreement counts for three rounds and no longer.
        reading = null;
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(10));
            guard.check();
            believed();
        }
        pass(Duration.ofMillis(1));
        doubted("away");
        // While it is away, requests do not each wait for it.
        asked = 0;
        doubted("away");
        assertThat(asked).isZero();
    }

    @Test
    @Proves("TS-03")
    void anAgreementOfBeforeIsWorthNothingAfterADisagreement() {
        believed();
        reading = new TimeWitness.Reading(Duration.ofSeconds(2), Duration.ZERO);
        guard.check();
        doubted("2000 ms ahead");
        reading = null;
        guard.check();
        doubted("away");
    }
}
