package id.paraf.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A person who may log in.
 *
 * @param phone E.164, or null if none is known
 * @param phoneVerifiedAt when the number was proven by a code; null if it never was
 * @param phoneChangedAt when the number last replaced another one; null if it never did
 * @param disabledAt since when nobody may log in with it; null if one may
 * @param claimed whether its owner has set a password
 * @param secondFactor whether an authenticator is enrolled
 */
public record Account(UUID id, String username, String name, String institution, String unit, Set<Role> roles, String email,
        @Nullable Instant emailVerifiedAt, @Nullable String phone, @Nullable Instant phoneVerifiedAt,
        @Nullable Instant phoneChangedAt, String language, @Nullable Instant disabledAt, boolean claimed,
        boolean secondFactor) {

    public Account {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether one of its roles decides about others. */
    public boolean needsPasskey() {
        return roles.stream().anyMatch(Role::needsPasskey);
    }

    /** Whether the phone number is there and proven. */
    public boolean phoneVerified() {
        return phone != null && phoneVerifiedAt != null;
    }
}
