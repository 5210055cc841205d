/**
 * Tells applications what happened: addresses that officers set, and messages that are signed and sent until they arrive.
 *
 * <p>Door: {@link id.paraf.webhook.Webhooks}. Tables: {@code webhook_target}, {@code webhook_delivery}.
 */
@NullMarked
package id.paraf.webhook;

import org.jspecify.annotations.NullMarked;
