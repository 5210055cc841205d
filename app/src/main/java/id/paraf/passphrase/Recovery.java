package id.paraf.passphrase;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Job;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.OrderOutcome;

/**
 * Carries on what a crash cut off between two commits. The keyroom says what became of an order; what it never carried out
 * is given up there first, so that a slow caller cannot carry it out afterwards.
 */
@Component
class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /** A caller that is alive answers long before this. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Journeys journeys;
    private final Changes changes;
    private final Completion completion;
    private final Keyroom keyroom;
    private final Clock clock;

    Recovery(Journeys journeys, Changes changes, Completion completion, Keyroom keyroom, Clock clock) {
        this.journeys = journeys;
        this.changes = changes;
        this.completion = completion;
        this.keyroom = keyroom;
        this.clock = clock;
    }

    /** At a start nobody is in the middle of anything on this node; on others there may be, so the patience is the same. */
    @EventListener(ApplicationReadyEvent.class)
    void run() {
        for (var submitted : journeys.saving()) {
            try {
                carryOn(submitted);
            } catch (RuntimeException e) {
                LOG.warn("Journey {} cannot be carried on yet", submitted.journey().id(), e);
            }
        }
        for (var change : changes.open()) {
            var outcome = keyroom.outcome(change.order());
            if (outcome.isEmpty() && old(change.at())) {
                outcome = java.util.Optional.of(keyroom.abandon(change.order(), change.key()));
            }
            outcome.ifPresent(found -> changes.settle(change.order(), found.kind() == OrderOutcome.Kind.CHANGE));
        }
    }

    private void carryOn(Journeys.Submitted submitted) {
        var id = submitted.journey().id();
        var outcome = keyroom.outcome(submitted.order());
        if (outcome.isEmpty()) {
            if (!old(submitted.at())) {
                return;
            }
            outcome = java.util.Optional.of(keyroom.abandon(submitted.order(), submitted.journey().key()));
        }
        var found = outcome.get();
        switch (found.kind()) {
            case RESET_KEEP -> completion.kept(id, found.frozenUntil());
            case RESET_RENEW -> completion.renewed(id, java.util.Objects.requireNonNull(found.newKey()), found.frozenUntil());
            default -> journeys.take(id, Step.UNDO_SUBMIT);
        }
        LOG.info("Carried journey {} on after an interruption: {}", id, found.kind());
    }

    private boolean old(java.time.Instant at) {
        return at.plus(PATIENCE).isBefore(clock.instant());
    }

    /** The recurring work of this package. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        Job carryOnPassphrases(Recovery recovery) {
            return new Job("passphrase.carry-on", Duration.ofSeconds(10), recovery::run);
        }

        @Bean
        Job expireJourneys(ResetPassphrase reset) {
            return new Job("passphrase.expire", Duration.ofSeconds(60), reset::expireOverdue);
        }
    }
}
