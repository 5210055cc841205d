package id.paraf.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where an application is told what happened. Its secret is nowhere.
 *
 * @param secretNumber  counts its secrets
 * @param previousUntil until when the secret before signs beside it; null if none does
 */
public record Target(UUID client, URI url, int secretNumber, Instant secretAt, @Nullable Instant previousUntil) {
}
