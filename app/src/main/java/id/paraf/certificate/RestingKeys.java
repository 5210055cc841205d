package id.paraf.certificate;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
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

    private final CertificateRows rows;
    private final Keyroom keyroom;
    private final TransactionTemplate transaction;
    private final ReentrantLock turn = new ReentrantLock();

    RestingKeys(CertificateRows rows, Keyroom keyroom, TransactionTemplate transaction) {
        this.rows = rows;
        this.keyroom = keyroom;
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

    /** Under the lock of the certificate's row. */
    void rest(CertificateRows.Row row) {
        keyroom.suspend(row.key());
    }

    /** Makes the keyroom do what the register says; false if it does already. Under the row's lock, so that a suspension that came after is not undone. */
    boolean settle(CertificateId id) {
        return inTurn(() -> rows.lock(id).map(row -> switch (row.phase()) {
            case "SUSPENDED" -> keyroom.suspend(row.key());
            case "ISSUED" -> keyroom.resume(row.key());
            default -> false;
        }).orElse(false));
    }

    /** What a crash between two commits left behind. */
    @EventListener(ApplicationReadyEvent.class)
    void run() {
        var resting = new HashSet<>(keyroom.suspendedKeys());
        for (var row : rows.suspended()) {
            if (!resting.remove(row.key()) && settle(row.id())) {
                LOG.warn("The key of suspended certificate {} did not rest", row.id());
            }
        }
        for (var key : resting) {
            rows.ofKey(key).filter(row -> settle(row.id()))
                    .ifPresent(row -> LOG.warn("The key of certificate {} rested too long", row.id()));
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
