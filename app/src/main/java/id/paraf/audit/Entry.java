package id.paraf.audit;

import java.time.Instant;

/** An event as it was recorded. */
public record Entry(long id, Instant at, AuditEvent event) {
}
