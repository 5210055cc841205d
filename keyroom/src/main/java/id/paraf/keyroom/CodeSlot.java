package id.paraf.keyroom;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A way to a key for one application and a while, by a code: what may be known about it without the code.
 *
 * @param key the signer key
 * @param account whose key it is
 * @param application the one that may use it
 * @param files how many signatures it is for
 * @param used how many of them were made, or begun
 * @param wrong how many wrong codes there were
 * @param until when its time is over
 * @param endedAt when it was closed, and everything that could open it deleted; null while it is open
 * @param end why; null while it is open
 */
public record CodeSlot(UUID id, UUID key, UUID account, UUID application, int files, int used, int wrong, Instant openedAt,
        Instant until, @Nullable Instant endedAt, @Nullable End end) {

    /** Signatures that one code is for, at most. */
    public static final int MOST_FILES = 100;
    /** Wrong codes that close it for good. */
    public static final int MOST_WRONG = 3;

    /** Why it is closed. */
    public enum End {
        /** Every signature that it was for was made. */
        USED_UP,
        /** Its time was over. */
        TIME_OVER,
        /** Three wrong codes. */
        WRONG_CODES,
        /** Its owner ended it. */
        WITHDRAWN,
        /** Its owner opened another one for the same application. */
        REPLACED,
        /** The passphrase was changed or reset. */
        PASSPHRASE_CHANGED,
        /** The key was frozen, suspended or destroyed. */
        KEY_STOPPED,
        /** The application, its institution or the owner's account was stopped, or the application has another secret. */
        APPLICATION_STOPPED
    }

    public boolean open() {
        return endedAt == null;
    }

    public int left() {
        return files - used;
    }
}
