package id.paraf.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What is done by itself besides sending. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookJobs {

    @Bean
    Job tidyWebhooks(Outbox outbox) {
        return new Job("webhook.tidy", Duration.ofHours(6), outbox::tidy);
    }
}
