package id.paraf.certificate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.pki.KeyIdentifiers;
import id.paraf.transparency.OwnEntries;

/** Holds the register against the transparency log: a row that came into it on any other way than issuing has no entry. */
@Component
class LogReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(LogReconciliation.class);
    private static final int PAGE = 500;

    private final CertificateRows rows;
    private final OwnEntries log;
    private final Audit audit;
    private final TransactionTemplate transaction;

    LogReconciliation(CertificateRows rows, OwnEntries log, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.log = log;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Raises the alarm for each row that the log does not tell of as it stands; says how many. */
    int run() {
        int wrong = 0;
        List<CertificateRows.Row> page = rows.signed(null, PAGE);
        while (!page.isEmpty()) {
            // Read before the entries: what changes meanwhile has more entries than the row asks for, never fewer. The newest may
            // still wait for their numbers.
            log.settle();
            for (var row : page) {
                String missing = missing(row);
                if (missing != null) {
                    wrong++;
                    LOG.error("Certificate {} has no entry {} in the transparency log", row.id(), missing);
                    transaction.executeWithoutResult(status -> audit.record(new AuditEvent("certificate.unlogged", null, null,
                            "certificate:" + row.id(), Map.of("missing", missing), Origin.SYSTEM)));
                }
            }
            page = rows.signed(page.getLast().id(), PAGE);
        }
        return wrong;
    }

    private @Nullable String missing(CertificateRows.Row row) {
        byte[] der = java.util.Objects.requireNonNull(row.der());
        if (!log.saysIssued(row.id().value(), KeyIdentifiers.sha256(der))) {
            return "certificate.issued";
        }
        return switch (row.phase()) {
            case "REVOKED" -> log.says(row.id().value(), "certificate.revoked") ? null : "certificate.revoked";
            case "SUSPENDED" -> stopped(row) == 1 || moved(row) ? null : "certificate.suspended";
            // Whoever lifted a suspension in the register alone left it standing in the log.
            default -> stopped(row) == 0 || moved(row) ? null : "certificate.resumed";
        };
    }

    /** How many suspensions the log says to last. */
    private long stopped(CertificateRows.Row row) {
        return log.count(row.id().value(), "certificate.suspended") - log.count(row.id().value(), "certificate.resumed");
    }

    /** A suspension that came or went while its entries were read is no alarm: the next run sees it as it is. */
    private boolean moved(CertificateRows.Row row) {
        return rows.find(row.id()).filter(now -> now.phase().equals(row.phase())).isEmpty();
    }

    /** Once a day. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        Job reconcileLog(LogReconciliation reconciliation) {
            return new Job("certificate.log-check", Duration.ofHours(24), reconciliation::run);
        }
    }
}
