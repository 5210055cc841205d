package id.paraf.webhook;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message to an application.
 *
 * @param outcome what was answered last, or why nothing was sent; null as long as nothing was tried
 */
public record Delivery(UUID id, String type, State state, int attempts, Instant createdAt, Instant changedAt,
        @Nullable String outcome) {

    /** Where it stands. */
    public enum State {
        QUEUED, DELIVERED, GIVEN_UP
    }
}
