package id.paraf.account;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An institution whose people have accounts. Its name stands in certificates, so it never changes.
 *
 * @param code a short name for commands, of lower-case letters, digits and hyphens
 * @param stoppedAt since when nothing happens in its name; null while it is in use
 */
public record Institution(UUID id, String code, String name, @Nullable Instant stoppedAt) {

    public boolean inUse() {
        return stoppedAt == null;
    }
}
