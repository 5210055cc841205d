package id.paraf.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What is sent by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookJobs {

    /** Until nothing is due, or this turn has lasted long enough. */
    private static final int ROUNDS = 5;

    @Bean
    Job deliverWebhooks(Deliver deliver) {
        return new Job("webhook.deliver", Duration.ofSeconds(3), () -> {
            for (int round = 0; round < ROUNDS && deliver.round() > 0;) {
                round++;
            }
        });
    }

    @Bean
    Job tidyWebhooks(Outbox outbox) {
        return new Job("webhook.tidy", Duration.ofHours(6), outbox::tidy);
    }
}
