package id.paraf.web.officer;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.enrolment.DecideMany;

/**
 * One of those that were decided together, or chosen to be.
 *
 * @param result what became of it; null before
 * @param item null if this officer may not see it
 */
public record BulkLine(UUID id, DecideMany.@Nullable Result result, @Nullable QueueItem item) {

    /** A short number to speak about it, also of what is not there. */
    public String number() {
        return id.toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
