package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.pki.Profile;
import id.paraf.pki.lint.Lints;

/** What the authority does without being asked: judge everything in force again, and keep its lists young. */
@Configuration(proxyBeanMethods = false)
class CertificateJobs {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateJobs.class);

    /** CA-03: a rule that was added or sharpened later finds what was signed before it. */
    @Bean
    Job lintEverything(CertificateRows rows, Authorities authorities, Audit audit, TransactionTemplate transaction, Clock clock) {
        return new Job("certificate.lint", Duration.ofHours(24), () -> {
            int count = 0;
            for (var row : rows.inForce(Profile.SIGNER.name(), clock.instant())) {
                count++;
                var findings = Lints.run(java.util.Objects.requireNonNull(row.der()), Profile.SIGNER, authorities.issuing().der());
                if (!findings.isEmpty()) {
                    LOG.error("Certificate {} breaks rules: {}", row.id(), findings);
                    transaction.executeWithoutResult(status -> audit.record(new AuditEvent("certificate.lint-failed", null, null,
                            "certificate:" + row.id(), Map.of("findings", String.join("; ", findings)), Origin.SYSTEM)));
                }
            }
            LOG.info("Linted {} certificates in force", count);
        });
    }

    /** CR-01: a list is renewed before anybody has to wait for it. */
    @Bean
    Job renewLists(RevocationLists lists) {
        return new Job("certificate.lists", Duration.ofHours(1), () -> {
            lists.refresh(Authorities.ROOT);
            lists.refresh(Authorities.ISSUING);
        });
    }

    /** OC-08: a responder's certificate is short-lived, and the next one is there before the last days of this one. */
    @Bean
    Job renewResponders(Responders responders) {
        return new Job("certificate.responders", Duration.ofHours(6), responders::renew);
    }

    /** TS-02: a key signs timestamps for a year, and its certificate outlasts its tokens' first two. */
    @Bean
    Job renewTimestampCertificates(TimestampCertificates certificates) {
        return new Job("certificate.timestamp", Duration.ofHours(6), certificates::renew);
    }
}
