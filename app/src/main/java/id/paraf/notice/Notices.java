package id.paraf.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sends messages: they leave if, and only if, the caller's transaction commits, and then within a second. */
@Component
public class Notices {

    private final Outbox outbox;
    private final Wording wording;
    private final Couriers couriers;
    private final Clock clock;

    Notices(Outbox outbox, Wording wording, Couriers couriers, Clock clock) {
        this.outbox = outbox;
        this.wording = wording;
        this.couriers = couriers;
        this.clock = clock;
    }

    /**
     * Puts a message into the outbox. Must be called inside the transaction of the state change that it tells of.
     *
     * @return the message's id, to ask for its delivery
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID send(Outgoing message) {
        // A missing text must fail here, where the caller's test sees it, and not in the courier.
        wording.of(message.template(), message.language(), message.parameters(), message.link());
        Instant now = clock.instant();
        Instant expires = message.expiresAt() == null ? now.plus(message.template().lifetime()) : message.expiresAt();
        UUID id = outbox.add(message, now, expires);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                couriers.wake();
            }
        });
        return id;
    }

    /** How far a message came. */
    public Optional<Delivery> delivery(UUID message) {
        return outbox.find(message);
    }

    /** Messages to these accounts that will not arrive, latest first, {@code size} to a page, pages counted from 0; never their contents. */
    public List<Delivery> undeliverable(Collection<UUID> accounts, int page, int size) {
        return outbox.undeliverable(accounts, page, size);
    }

    /**
     * How messages stand.
     *
     * @param failed how many will not arrive, of those that are still remembered
     * @param waiting how many have not left yet
     * @param oldest since when the first of these waits; null if none does
     */
    public record Standing(int failed, int waiting, @Nullable Instant oldest) {
    }

    /** How messages stand, of everybody together; never whose or what. */
    public Standing standing() {
        return outbox.standing();
    }
}
