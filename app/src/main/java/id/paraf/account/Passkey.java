package id.paraf.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner may see it.
 *
 * @param name what its owner calls it
 * @param usedAt when it last proved its owner; null if it never did
 * @param synced whether its maker may copy it to other devices of its owner
 */
public record Passkey(UUID id, String name, Instant createdAt, @Nullable Instant usedAt, boolean synced) {

    /** Longest name. */
    public static final int LONGEST_NAME = 60;

    // A line that people read: no controls, no marks of direction, nothing that opens a tag.
    private static final Pattern NAME = Pattern.compile("(?=.*[\\p{L}\\p{N}])[^\\p{Cc}\\p{Cf}<>]{1," + LONGEST_NAME + "}");

    /** A name as typed, if it can be one. */
    static Optional<String> name(String typed) {
        return Optional.of(typed.strip()).filter(name -> NAME.matcher(name).matches());
    }
}
