package id.paraf.signing;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What signing does by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigningSettings.class)
class SigningJobs {

    @Bean
    Job expireDocuments(DeleteDocument delete, BatchRows batches) {
        return new Job("signing.expire", Duration.ofMinutes(10), () -> {
            while (delete.expire() > 0) {
                continue;
            }
            batches.tidy();
        });
    }

    @Bean
    Job lookAfterRounds(EndRound end, RemindSigners remind) {
        return new Job("signing.rounds", Duration.ofMinutes(10), () -> {
            end.expire();
            remind.run();
        });
    }
}
