package id.paraf.notice;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A network that carries messages. A call may take seconds and may throw: the courier treats that as "later". */
interface Channel {

    Result deliver(Letter letter);

    /** One message, ready to leave. */
    record Letter(UUID id, @Nullable UUID account, Route route, String to, Template template, String language,
            Wording.Text text, java.util.List<String> parameters, @Nullable String link) {

        @Override
        public String toString() {
            return "Letter[" + id + ", " + template + "]";
        }
    }

    /** What the network said. */
    sealed interface Result {
        /** Taken; {@code providerId} is what later reports will call it. */
        record Accepted(String providerId) implements Result {
        }

        /** Not now. {@code retryAfter} is the pause that the network asked for, for every message, or null. */
        record Later(String reason, @Nullable Duration retryAfter) implements Result {
        }

        /** Never. */
        record Refused(String reason) implements Result {
        }
    }
}
