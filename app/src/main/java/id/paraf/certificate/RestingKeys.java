package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Job;
import id.paraf.keyroom.Keyroom;

/** Lets the keys of suspended certificates rest in the keyroom, and no others, whatever was interrupted in between. */
@Component
class RestingKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RestingKeys.class);

    private final KeyRows keys;
    private final Keyroom keyroom;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ReentrantLock turn = new ReentrantLock();

    RestingKeys(KeyRows keys, Keyroom keyroom, Clock clock, TransactionTemplate transaction) {
        this.keys = keys;
        this.keyroom = keyroom;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** One after the other on this node: those who wait for a row would each hold a connection, and the keyroom needs its own. */
    <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return Objects.requireNonNull(transaction.execute(status -> work.get()));
        } finally {
            turn.unlock();
        }
    }

    /** Under the locks of the key's certificates. */
    void rest(CertificateRows.Row row) {
        keyroom.suspend(row.key());
    }

    /**
     * Makes the keyroom do what the register says; false if it does already. Under the locks of the key's certificates, so that
     * a suspension that came after is not undone.
     */
    boolean settle(UUID key) {
        return inTurn(() -> {
            var counting = keys.lock(key);
            return !counting.isEmpty() && (rests(counting) ? keyroom.suspend(key) : keyroom.resume(key));
        });
    }

    /** As {@link KeyRows#toRest} says it of all keys: a suspension that ran out binds nobody who has a newer certificate. */
    private boolean rests(List<CertificateRows.Row> counting) {
        var now = clock.instant();
        var statuses = counting.stream().map(row -> row.status(now)).toList();
        return statuses.contains(CertificateStatus.SUSPENDED) || !statuses.contains(CertificateStatus.ISSUED)
                && counting.stream().anyMatch(row -> row.phase().equals("SUSPENDED"));
    }

    /** What a crash between two commits left behind. */
    @EventListener(ApplicationReadyEvent.class)
    void run() {
        var resting = new HashSet<>(keyroom.suspendedKeys());
        for (UUID key : keys.toRest()) {
            if (!resting.remove(key) && settle(key)) {
                LOG.warn("Key {} did not rest with its suspended certificate", key);
            }
        }
        for (UUID key : resting) {
            if (settle(key)) {
                LOG.warn("Key {} rested longer than its certificate", key);
            }
        }
    }

    /** The recurring work of suspensions. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        Job settleKeys(RestingKeys keys) {
            return new Job("certificate.resting-keys", Duration.ofMinutes(1), keys::run);
        }
    }
}
