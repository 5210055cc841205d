package id.paraf.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A person who may log in.
 *
 * @param works the unit that its owner works in
 * @param phone E.164, or null if none is known
 * @param phoneVerifiedAt when the number was proven by a code; null if it never was
 * @param phoneChangedAt when the number last replaced another one; null if it never did
 * @param disabledAt since when nobody may log in with it; null if one may
 * @param claimed whether its owner has set a password
 * @param secondFactor whether an authenticator is enrolled
 */
public record Account(UUID id, String username, String name, Unit works, Set<Role> roles, String email,
        @Nullable Instant emailVerifiedAt, @Nullable String phone, @Nullable Instant phoneVerifiedAt,
        @Nullable Instant phoneChangedAt, String language, @Nullable Instant disabledAt, boolean claimed,
        boolean secondFactor) {

    public Account {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The name of the owner's institution. */
    public String institution() {
        return works.institution().name();
    }

    /** The name of the owner's unit. */
    public String unit() {
        return works.name();
    }

    /** Whether both belong to one institution: nobody looks after anybody else (RA-02). */
    public boolean sameInstitution(Account other) {
        return works.institution().id().equals(other.works.institution().id());
    }

    /** Whether both work in one unit, which is too near for a decision (RA-01). */
    public boolean sameUnit(Account other) {
        return works.id().equals(other.works.id());
    }

    /** Whether one of its roles is trusted by others, so that a passkey guards it (AU-16). */
    public boolean needsPasskey() {
        return roles.stream().anyMatch(Role::trusted);
    }

    /** Whether the phone number is there and proven. */
    public boolean phoneVerified() {
        return phone != null && phoneVerifiedAt != null;
    }

    /** Whether phone number and e-mail address are both proven, so that whoever holds the account is reached there. */
    public boolean contactsVerified() {
        return phoneVerified() && emailVerifiedAt != null;
    }
}
