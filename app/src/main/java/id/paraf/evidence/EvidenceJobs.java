package id.paraf.evidence;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What happens to evidence without anybody asking. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceJobs {

    @Bean
    Job evidenceRetention(EvidenceFiles files) {
        return new Job("evidence.retention", Duration.ofHours(1), files::sweep);
    }
}
