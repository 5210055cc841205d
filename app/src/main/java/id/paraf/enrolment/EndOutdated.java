package id.paraf.enrolment;

import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.kernel.Origin;

/**
 * Revokes certificates with data that were corrected, where an officer decided that they must not be used any more. That was committed
 * with the decision: whatever a crash leaves undone is done at the next run.
 */
@Component
class EndOutdated {

    private static final Logger LOG = LoggerFactory.getLogger(EndOutdated.class);

    private final ApplicationRows rows;
    private final CorrectionRows corrections;
    private final Corrected corrected;
    private final Register register;
    private final RevokeCertificate revoke;
    private final Audit audit;
    private final TransactionTemplate transaction;

    EndOutdated(ApplicationRows rows, CorrectionRows corrections, Corrected corrected, Register register, RevokeCertificate revoke,
            Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.corrections = corrections;
        this.corrected = corrected;
        this.register = register;
        this.revoke = revoke;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Safe to repeat, and on several nodes at once: a certificate is revoked once. */
    void run() {
        for (UUID id : corrections.toEnd()) {
            try {
                rows.find(id).ifPresent(this::end);
            } catch (RuntimeException e) {
                LOG.warn("Certificates behind correction {} are not revoked yet", id, e);
            }
        }
    }

    private void end(Application correction) {
        UUID officer = java.util.Objects.requireNonNull(correction.decidedBy());
        var behind = register.ownedBy(correction.account()).stream().filter(Certificate::lasting)
                .filter(certificate -> corrected.of(correction.id(), certificate).isPresent()).toList();
        for (var certificate : behind) {
            revoke.byOfficer(certificate.id(), officer, RevocationGround.WRONG_DATA, correction.number(), Origin.SYSTEM);
        }
        transaction.executeWithoutResult(status -> {
            if (corrections.ended(correction.id())) {
                audit.record(new AuditEvent("application.outdated-ended", correction.account(), officer,
                        "application:" + correction.id(), Map.of("certificates", Integer.toString(behind.size())), Origin.SYSTEM));
            }
        });
    }
}
