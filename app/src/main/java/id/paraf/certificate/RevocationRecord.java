package id.paraf.certificate;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.pki.RevocationReason;
import id.paraf.transparency.LogEntry;
import id.paraf.transparency.TransparencyLog;

/** Writes a revocation, and that the list of its authority is out of date, in the caller's transaction. */
@Component
class RevocationRecord {

    private final CertificateRows rows;
    private final SuspensionRows suspensions;
    private final Audit audit;
    private final TransparencyLog log;
    private final ApplicationEventPublisher events;

    RevocationRecord(CertificateRows rows, SuspensionRows suspensions, Audit audit, TransparencyLog log,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.suspensions = suspensions;
        this.audit = audit;
        this.log = log;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Instant> revoke(CertificateRows.Row row, RevocationReason reason, @Nullable UUID actor) {
        return revoke(row, reason, actor, null);
    }

    /** What was to be replaced was revoked or suspended meanwhile: nothing takes its place, and the transaction is undone. */
    static final class NotInForce extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotInForce(CertificateId id) {
            super("Certificate " + id + " is not in force any more", null, false, false);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void supersede(CertificateRows.Row row, CertificateId by, @Nullable UUID actor, Origin origin) {
        // Whoever is suspended gets no new certificate either, however far a reset had come.
        rows.lock(row.id()).filter(now -> now.phase().equals("ISSUED")).orElseThrow(() -> new NotInForce(row.id()));
        Instant at = revoke(row, RevocationReason.SUPERSEDED, actor, by).orElseThrow(() -> new NotInForce(row.id()));
        tell(row, at, RevocationReason.SUPERSEDED, actor, origin, Map.of("reason", "SUPERSEDED", "by", by.toString()));
    }

    private Optional<Instant> revoke(CertificateRows.Row row, RevocationReason reason, @Nullable UUID actor,
            @Nullable CertificateId by) {
        var done = rows.revoke(row.id(), reason, actor, by);
        if (done.isPresent()) {
            suspensions.end(row.id(), actor, null, done.get());
            rows.changed(row.id(), row.authority());
            log.enter(LogEntry.ended(LogEntry.Change.REVOKED,
                    new LogEntry.Certificate(row.id().value(), row.authority(), row.serial(), row.tbs()), reason.name()));
        }
        return done;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tell(CertificateRows.Row row, Instant at, RevocationReason reason, @Nullable UUID actor, Origin origin,
            Map<String, String> details) {
        audit.record(new AuditEvent("certificate.revoked", row.account(), actor, "certificate:" + row.id(), details, origin));
        if (row.account() != null) {
            events.publishEvent(
                    new CertificateRevoked(row.account(), row.id(), row.serial(), row.notAfter(), at, reason, actor, origin));
        }
    }
}
