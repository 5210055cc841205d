package id.paraf.account;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A login, as its owner may see it.
 *
 * @param id names it in lists; it opens nothing
 * @param passwordAt when the password was proven; null if a passkey opened it alone
 * @param totpAt when a code of the authenticator was last proven; null before it was
 * @param passkeyAt when a passkey was last proven; null before it was
 * @param recoveryAt when a recovery code stood in for the authenticator; null if none did
 * @param endsAt when it ends whatever happens
 */
public record Session(UUID id, UUID account, @Nullable Instant passwordAt, @Nullable Instant totpAt,
        @Nullable Instant passkeyAt, @Nullable Instant recoveryAt, Instant createdAt, Instant seenAt, Instant endsAt,
        String address,
        String agent) {

    /** Whether both factors were proven. */
    public boolean complete() {
        return totpAt != null || passkeyAt != null || recoveryAt != null;
    }

    /** Whether the authenticator or a passkey was proven no longer ago than this; a recovery code never is (RP-19). */
    public boolean fresh(Duration age, Instant now) {
        return fresh(totpAt, age, now) || fresh(passkeyAt, age, now);
    }

    private static boolean fresh(@Nullable Instant provenAt, Duration age, Instant now) {
        return provenAt != null && !provenAt.plus(age).isBefore(now);
    }
}
