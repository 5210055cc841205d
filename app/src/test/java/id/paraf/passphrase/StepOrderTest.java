package id.paraf.passphrase;

import static id.paraf.passphrase.JourneyState.DONE;
import static id.paraf.passphrase.JourneyState.LINK;
import static id.paraf.passphrase.JourneyState.SAVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The table of steps against the database, in thousands of random orders. */
@ParafTest
class StepOrderTest {

    @Autowired
    Journeys journeys;
    @Autowired
    MutableClock clock;

    private Journey begin() {
        var now = clock.instant();
        var journey = new Journey(UUID.randomUUID(), UUID.randomUUID(), new CertificateId(UUID.randomUUID()), UUID.randomUUID(),
                LINK, false,
                Journey.LinkChannel.WHATSAPP, UUID.randomUUID(), now, null, now, now.plusSeconds(1800), null, null, null);
        assertThat(journeys.insert(journey, now, null, Origin.SYSTEM)).isTrue();
        return journey;
    }

    @Test
    @Proves("RP-18")
    void whateverTheOrderAStepHappensOnlyWhereTheTableAllowsIt() {
        var random = new Random(20261121);
        Step[] all = Step.values();
        for (int run = 0; run < 150; run++) {
            var journey = begin();
            List<JourneyState> seen = new ArrayList<>(List.of(LINK));
            for (int i = 0; i < 12; i++) {
                Step step = all[random.nextInt(all.length)];
                JourneyState before = journeys.find(journey.id()).orElseThrow().state();
                boolean taken = journeys.take(journey.id(), step);
                JourneyState after = journeys.find(journey.id()).orElseThrow().state();
                boolean allowed = step.from().contains(before) && step.when() != Step.While.OVERDUE;
                assertThat(taken).as("%s in %s", step, before).isEqualTo(allowed);
                assertThat(after).isEqualTo(allowed ? step.to() : before);
                seen.add(after);
            }
            if (seen.contains(DONE)) {
                assertThat(seen.subList(0, seen.indexOf(DONE))).as("nothing is done that was not submitted after a pass")
                        .contains(SAVING, JourneyState.PASSPHRASE);
            }
        }
    }

    @Test
    @Proves("RP-18")
    void nothingLeavesAnEndAndEveryOpenStateHasAWayOut() {
        for (JourneyState state : JourneyState.values()) {
            long ways = List.of(Step.values()).stream().filter(step -> step.from().contains(state)).count();
            if (state.open()) {
                assertThat(ways).as(state.name()).isPositive();
            } else {
                assertThat(ways).as(state.name()).isZero();
            }
        }
    }

    @Test
    @Proves("RP-08")
    void afterItsTimeAJourneyOnlyExpires() {
        var journey = begin();
        clock.advance(java.time.Duration.ofMinutes(31));
        for (Step step : Step.values()) {
            if (step.from().contains(LINK) && step.when() == Step.While.ALIVE) {
                assertThat(journeys.take(journey.id(), step)).as(step.name()).isFalse();
            }
        }
        assertThat(journeys.take(journey.id(), Step.EXPIRE)).isTrue();
    }

    @Test
    @Proves("RP-06")
    void oneOfManyAtOnceTakesAStep() throws Exception {
        var journey = begin();
        journeys.take(journey.id(), Step.CLAIM);
        journeys.take(journey.id(), Step.RECOGNISE);
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(20)) {
            var work = java.util.Collections.nCopies(20,
                    (java.util.concurrent.Callable<Boolean>) () -> journeys.take(journey.id(), Step.SUBMIT));
            int taken = 0;
            for (var answer : threads.invokeAll(work)) {
                taken += answer.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }
}
