package id.paraf.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is known about one message, without its contents.
 *
 * @param channel {@code WHATSAPP} or {@code MAIL}
 * @param hint the address with most of it hidden: {@code +62 812-••••-••42}
 * @param attempts how often it was handed to the network
 * @param reason why it failed or waits, as the network said it, or null
 */
public record Delivery(UUID id, @Nullable UUID account, String channel, Template template, String hint, DeliveryState state,
        int attempts, Instant createdAt, Instant changedAt, @Nullable String reason) {
}
