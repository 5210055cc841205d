package id.paraf.certificate;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.transparency.LogEntry;
import id.paraf.transparency.TransparencyLog;

/**
 * Writes a suspension or its end: row, history, event, entry of the log, in the caller's transaction and under the row's lock.
 * {@code alongside} says that it happens to another certificate of the key that was named.
 */
@Component
class SuspensionRecord {

    private final CertificateRows rows;
    private final SuspensionRows suspensions;
    private final Audit audit;
    private final TransparencyLog log;
    private final ApplicationEventPublisher events;

    SuspensionRecord(CertificateRows rows, SuspensionRows suspensions, Audit audit, TransparencyLog log,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.suspensions = suspensions;
        this.audit = audit;
        this.log = log;
        this.events = events;
    }

    /** Who does it, and what they say. */
    record Act(Suspension.Holder by, UUID actor, @Nullable String words, Origin origin) {
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void suspend(CertificateRows.Row row, Act act, Instant at, boolean alongside) {
        if (!rows.suspend(row.id(), at)) {
            throw new IllegalStateException("Certificate " + row.id() + " is locked and changed all the same");
        }
        suspensions.begin(row.id(), act.by(), act.actor(), act.words(), at);
        rows.changed(row.id(), row.authority());
        // RFC 5280 §5.3.1: certificateHold is the one reason that can be taken back.
        log.enter(LogEntry.ended(LogEntry.Change.SUSPENDED, logged(row), "CERTIFICATE_HOLD"));
        tell("certificate.suspended", SuspensionChanged.Change.SUSPENDED, row, act, "reason", alongside);
    }

    /** The status stays as it is, and so does what the public log and the lists say; only who may end it changes. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOver(CertificateRows.Row row, Act act, Instant at, boolean alongside) {
        suspensions.end(row.id(), act.actor(), null, at);
        suspensions.begin(row.id(), act.by(), act.actor(), act.words(), at);
        tell("certificate.suspension-taken-over", SuspensionChanged.Change.TAKEN_OVER, row, act, "reason", alongside);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void resume(CertificateRows.Row row, Act act, Instant at, boolean alongside) {
        if (!rows.resume(row.id())) {
            throw new IllegalStateException("Certificate " + row.id() + " is locked and changed all the same");
        }
        suspensions.end(row.id(), act.actor(), act.words(), at);
        rows.changed(row.id(), row.authority());
        log.enter(LogEntry.ended(LogEntry.Change.RESUMED, logged(row), "REMOVE_FROM_CRL"));
        tell("certificate.resumed", SuspensionChanged.Change.RESUMED, row, act, "note", alongside);
    }

    private void tell(String type, SuspensionChanged.Change change, CertificateRows.Row row, Act act, String words,
            boolean alongside) {
        var account = Objects.requireNonNull(row.account());
        var details = new HashMap<>(Map.of("by", act.by().name()));
        if (act.words() != null) {
            details.put(words, act.words());
        }
        audit.record(new AuditEvent(type, account, act.actor(), "certificate:" + row.id(), details, act.origin()));
        events.publishEvent(new SuspensionChanged(account, row.id(), change, act.by(), alongside, act.origin()));
    }

    private static LogEntry.Certificate logged(CertificateRows.Row row) {
        return new LogEntry.Certificate(row.id().value(), row.authority(), row.serial(), row.tbs());
    }
}
