package id.paraf.keyroom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What an owner wants a code for.
 *
 * @param id names the slot, and is good for one opening
 * @param key the signer key
 * @param account whose key it must be
 * @param application the one application that may use it
 * @param caller public half of the application's {@link CallerKey}
 * @param files how many signatures, from 1 to {@link CodeSlot#MOST_FILES}
 * @param until the end of its time, cut to seconds
 */
public record CodeWish(UUID id, UUID key, UUID account, UUID application, byte[] caller, int files, Instant until) {

    public CodeWish {
        if (files < 1 || files > CodeSlot.MOST_FILES) {
            throw new IllegalArgumentException("A code is for 1 to " + CodeSlot.MOST_FILES + " files, not " + files);
        }
        if (caller.length != 32) {
            throw new IllegalArgumentException("An X25519 public key has 32 bytes, not " + caller.length);
        }
        caller = caller.clone();
        until = until.truncatedTo(ChronoUnit.SECONDS);
    }
}
