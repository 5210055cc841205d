package id.paraf.account;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What became of an attempt to prove something. */
public sealed interface Attempt {

    /**
     * Proven. What the browser must hold from now on replaces what it held (RP-15).
     *
     * @param session the session's new token
     * @param device the device's token; null if the one it has stays
     */
    record Accepted(String session, @Nullable String device) implements Attempt {

        @Override
        public String toString() {
            return "Accepted[•••]";
        }
    }

    /** Not proven; it is not said why, because the reason would tell a stranger something. */
    record Wrong() implements Attempt {
    }

    /** Not even looked at: too many attempts. The next one is possible after this time. */
    record Wait(Duration retryAfter) implements Attempt {
    }
}
