package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /** The detail of an event that says with which institution a certificate went. */
    static final String INSTITUTION = "institution";

    private final CertificateRows rows;
    private final KeyRows keys;
    private final SuspensionRows suspensions;
    private final Audit audit;
    private final TransparencyLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationRecord(CertificateRows rows, KeyRows keys, SuspensionRows suspensions, Audit audit, TransparencyLog log,
            ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.suspensions = suspensions;
        this.audit = audit;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Instant> revoke(CertificateRows.Row row, RevocationReason reason, @Nullable UUID actor) {
        return revoke(row, reason, actor, null);
    }

    /** Gives up what was left between the row and the certificate: it may have been signed, so it is revoked, and its serial stays known. */
    @Transactional(propagation = Propagation.MANDATORY)
    void abandon(CertificateRows.Row row, @Nullable UUID actor, Origin origin) {
        revoke(row, RevocationReason.SUPERSEDED, actor, null);
        audit.record(new AuditEvent("certificate.abandoned", row.account(), actor, "certificate:" + row.id(), Map.of(), origin));
    }

    /** What was to be replaced or renewed was revoked or suspended meanwhile: nothing follows it, and the transaction is undone. */
    static final class NotInForce extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NotInForce(CertificateId id) {
            super("Certificate " + id + " is not in force any more", null, false, false);
        }
    }

    /**
     * Revokes a certificate that another one with another key takes the place of, and whatever else of its key is in force: the
     * old key goes.
     *
     * @param reason of all of them
     * @param until the end of the new one; nothing that lasts longer gives way to it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void replace(CertificateRows.Row row, CertificateId by, RevocationReason reason, Instant until, @Nullable UUID actor,
            Origin origin) {
        Instant now = clock.instant();
        // Whoever is suspended gets no new certificate either, however far a reset had come.
        var old = inForce(row);
        for (var one : old) {
            if (one.status(now) == CertificateStatus.SUSPENDED || !one.over(now) && one.notAfter().isAfter(until)) {
                throw new NotInForce(row.id());
            }
        }
        for (var one : old) {
            if (one.status(now) == CertificateStatus.ISSUED) {
                Instant at = revoke(one, reason, actor, by).orElseThrow(() -> new NotInForce(one.id()));
                tell(one, at, reason, by, actor, origin, Map.of("reason", reason.name(), "by", by.toString()));
            }
        }
    }

    /**
     * Locks whatever was issued for the certificate's key until the transaction ends, if the certificate is in force.
     *
     * @return what was issued for the key and not revoked, this one among it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<CertificateRows.Row> inForce(CertificateRows.Row row) {
        Instant now = clock.instant();
        var counting = keys.lock(row.key());
        if (counting.stream().noneMatch(one -> one.id().equals(row.id()) && one.status(now) == CertificateStatus.ISSUED)) {
            throw new NotInForce(row.id());
        }
        return counting;
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
        tell(row, at, reason, null, actor, origin, details);
    }

    private void tell(CertificateRows.Row row, Instant at, RevocationReason reason, @Nullable CertificateId by,
            @Nullable UUID actor,
            Origin origin, Map<String, String> details) {
        audit.record(new AuditEvent("certificate.revoked", row.account(), actor, "certificate:" + row.id(), details, origin));
        if (row.account() != null) {
            events.publishEvent(
                    new CertificateRevoked(row.account(), row.id(), row.serial(), row.notAfter(), at, reason, by,
                            details.containsKey(INSTITUTION), actor, origin));
        }
    }
}
