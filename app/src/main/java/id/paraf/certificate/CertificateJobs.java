package id.paraf.certificate;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What the authority does without being asked: judge everything in force again, and keep its lists young. */
@Configuration(proxyBeanMethods = false)
class CertificateJobs {

    @Bean
    Job lintEverything(LintEverything lint) {
        return new Job("certificate.lint", Duration.ofHours(24), lint::run);
    }

    /** CR-01: a list is renewed before anybody has to wait for it. */
    @Bean
    Job renewLists(RevocationLists lists, Authorities authorities, OfflineAuthority offline) {
        return new Job("certificate.lists", Duration.ofHours(1), () -> {
            if (authorities.root().offline()) {
                offline.takeNewerList(authorities.root());
            }
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
