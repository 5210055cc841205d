package id.paraf.closing;

import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;

/**
 * Carries out what was ordered, certificate by certificate: each revocation is committed by itself, and noted after it. What a crash cuts
 * off is gone on with at the next run; a certificate that was revoked and not noted is found revoked, and nobody is told twice.
 */
@Component
class RevokeAll {

    private static final Logger LOG = LoggerFactory.getLogger(RevokeAll.class);
    private static final int PAGE = 200;

    private final ClosingRows rows;
    private final RevokeCertificate revoke;
    private final Audit audit;
    private final TransactionTemplate transaction;

    RevokeAll(ClosingRows rows, RevokeCertificate revoke, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.revoke = revoke;
        this.audit = audit;
        this.transaction = transaction;
    }

    void run() {
        for (var closing : rows.open()) {
            for (var certificate : rows.waiting(closing.id(), PAGE)) {
                try {
                    var outcome = revoke.withInstitution(certificate, closing.by(), closing.institution().toString());
                    rows.settle(closing.id(), certificate, outcome instanceof RevokeOutcome.NotRevocable ? "OVER" : "REVOKED");
                } catch (RuntimeException e) {
                    LOG.warn("Certificate {} of closing {} is not revoked yet", certificate, closing.id(), e);
                }
            }
            transaction.executeWithoutResult(status -> {
                if (rows.done(closing.id())) {
                    audit.record(
                            new AuditEvent("institution.closing-done", null, closing.by(), "institution:" + closing.institution(),
                                    Map.of("closing", closing.id().toString(), "certificates", Integer.toString(closing.all())),
                                    Origin.SYSTEM));
                }
            });
        }
    }

    /** Once over all nodes. */
    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        Job revokeAllOfClosings(RevokeAll all) {
            return new Job("closing.revoke", Duration.ofSeconds(10), all::run);
        }
    }
}
