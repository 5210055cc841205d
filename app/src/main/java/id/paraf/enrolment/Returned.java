package id.paraf.enrolment;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** That an application was sent back once: by whom, for what, and in which words. */
public record Returned(Instant at, UUID officer, Set<Step> steps, String note) {
}
