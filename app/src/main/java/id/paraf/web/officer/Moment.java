package id.paraf.web.officer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One line of a certificate's history: when, what, and what somebody wrote about it, or null. */
public record Moment(Instant at, String what, @Nullable String words) {
}
