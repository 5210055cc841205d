package id.paraf.account;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A login, as its owner may see it.
 *
 * @param id names it in lists; it opens nothing
 * @param passwordAt when the password was proven
 * @param totpAt when a code of the authenticator was last proven; null before it was
 * @param recoveryAt when a recovery code stood in for the authenticator; null if none did
 * @param endsAt when it ends whatever happens
 */
public record Session(UUID id, UUID account, Instant passwordAt, @Nullable Instant totpAt, @Nullable Instant recoveryAt,
        Instant createdAt, Instant seenAt,
        Instant endsAt, String address, String agent) {

    /** Whether both factors were proven. */
    public boolean complete() {
        return totpAt != null || recoveryAt != null;
    }

    /** Whether the authenticator was proven no longer ago than this; a recovery code never is (RP-19). */
    public boolean fresh(Duration age, Instant now) {
        return totpAt != null && !totpAt.plus(age).isBefore(now);
    }
}
