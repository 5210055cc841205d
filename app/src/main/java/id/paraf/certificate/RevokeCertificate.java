package id.paraf.certificate;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.RevocationReason;

/**
 * Revokes a certificate for good: first the record, then its key is destroyed unless another certificate of it counts, then the
 * list is published. A key that somebody else may know takes all its certificates with it.
 */
@Component
public class RevokeCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeCertificate.class);

    private final CertificateRows rows;
    private final KeyRows keys;
    private final RevocationRecord record;
    private final RevocationLists lists;
    private final Keyroom keyroom;
    private final Audit audit;
    private final Clock clock;
    private final Faults faults;
    private final TransactionTemplate transaction;

    RevokeCertificate(CertificateRows rows, KeyRows keys, RevocationRecord record, RevocationLists lists, Keyroom keyroom,
            Audit audit, Clock clock, Faults faults, TransactionTemplate transaction) {
        this.rows = rows;
        this.keys = keys;
        this.record = record;
        this.lists = lists;
        this.keyroom = keyroom;
        this.audit = audit;
        this.clock = clock;
        this.faults = faults;
        this.transaction = transaction;
    }

    /** Revokes; also what was prepared and never finished, because it may have been signed. Not inside a transaction. */
    public RevokeOutcome revoke(CertificateId id, RevocationReason reason, @Nullable UUID actor, Origin origin) {
        return revoked(id, reason, actor, null, origin);
    }

    /** By an officer, who says why in words that the owner may read. Not inside a transaction. */
    public RevokeOutcome byOfficer(CertificateId id, UUID officer, RevocationGround ground, String note, Origin origin) {
        return revoked(id, ground.reason(), officer, note, origin);
    }

    /** What was certified for a key made elsewhere ({@link CertifyRequest}), by whoever runs this machine. Not inside a transaction. */
    public RevokeOutcome byOperator(BigInteger serial, RevocationReason reason, Origin origin) {
        return rows.ofSerial(Authorities.ISSUING, serial).filter(row -> row.account() == null)
                .map(row -> revoked(row.id(), reason, null, null, origin)).orElseGet(RevokeOutcome.NotRevocable::new);
    }

    /**
     * Because the institution that its owner belongs to ceased to have certificates. Not inside a transaction.
     *
     * @param operator who ordered it, or null for whoever runs this machine
     * @param institution its id, for the trail
     */
    public RevokeOutcome withInstitution(CertificateId id, @Nullable UUID operator, String institution) {
        return revoked(id, RevocationReason.CESSATION_OF_OPERATION, operator, Register.Revocation.WITH_INSTITUTION, Origin.SYSTEM,
                Map.of(RevocationRecord.INSTITUTION, institution));
    }

    private RevokeOutcome revoked(CertificateId id, RevocationReason reason, @Nullable UUID actor, @Nullable String note,
            Origin origin) {
        return revoked(id, reason, actor, note, origin, note == null ? Map.of() : Map.of("note", note));
    }

    private RevokeOutcome revoked(CertificateId id, RevocationReason reason, @Nullable UUID actor, @Nullable String note,
            Origin origin, Map<String, String> details) {
        var outcome = transaction.execute(status -> {
            // Locked in the order in which everybody locks the certificates of a key.
            var counting = rows.find(id).filter(found -> found.der() != null).map(found -> keys.lock(found.key()))
                    .orElse(List.of());
            var row = rows.lock(id).orElse(null);
            if (row == null || !row.ofOthers() || row.phase().equals("REFUSED")) {
                return new RevokeOutcome.NotRevocable();
            }
            if (row.revokedAt() != null) {
                return new RevokeOutcome.AlreadyRevoked(row.revokedAt());
            }
            Instant now = clock.instant();
            if (row.over(now)) {
                return new RevokeOutcome.NotRevocable();
            }
            Instant at = revoke(row, reason, actor, note, origin, details);
            if (reason == RevocationReason.KEY_COMPROMISE) {
                counting.stream().filter(other -> !other.id().equals(id) && !other.over(now))
                        .forEach(other -> revoke(other, reason, actor, note, origin, details));
            }
            return new RevokeOutcome.Revoked(at);
        });
        if (outcome instanceof RevokeOutcome.Revoked) {
            faults.reached(CertificatePoint.REVOKE_RECORDED);
            finish();
            rows.find(id).ifPresent(row -> lists.refresh(row.authority()));
        }
        return java.util.Objects.requireNonNull(outcome);
    }

    private Instant revoke(CertificateRows.Row row, RevocationReason reason, @Nullable UUID actor, @Nullable String note,
            Origin origin, Map<String, String> details) {
        Instant at = record.revoke(row, reason, actor).orElseThrow();
        if (note != null) {
            rows.note(row.id(), note);
        }
        var told = new HashMap<>(details);
        told.put("reason", reason.name());
        record.tell(row, at, reason, actor, origin, told);
        return at;
    }

    /** Destroys the keys of revoked certificates; whatever a crash left undone is done at the next start. */
    @EventListener(ApplicationReadyEvent.class)
    void finish() {
        for (var row : keys.toDestroy()) {
            keyroom.destroy(row.key());
            faults.reached(CertificatePoint.REVOKE_KEY_DESTROYED);
            transaction.executeWithoutResult(status -> {
                if (keys.destroyed(row.id())) {
                    audit.record(new AuditEvent("certificate.key-destroyed", row.account(), null, "certificate:" + row.id(),
                            Map.of("key", row.key().toString()), Origin.SYSTEM));
                }
            });
            LOG.info("Destroyed the key of revoked certificate {}", row.id());
        }
    }
}
