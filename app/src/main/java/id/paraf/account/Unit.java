package id.paraf.account;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A part of an institution that people work in. Nobody decides about people of the own unit (RA-01), so it is more than a name.
 *
 * @param stoppedAt since when nobody is invited into it; null while it is in use
 */
public record Unit(UUID id, Institution institution, String name, @Nullable Instant stoppedAt) {

    public boolean inUse() {
        return stoppedAt == null && institution.inUse();
    }
}
