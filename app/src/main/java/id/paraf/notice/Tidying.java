package id.paraf.notice;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What this feature does from time to time. */
@Configuration(proxyBeanMethods = false)
class Tidying {

    /** Long enough for a question to the helpdesk, short enough not to become an archive of who was told what. */
    private static final Duration KEPT = Duration.ofDays(90);

    @Bean
    Job tidyNotices(Outbox outbox, Clock clock) {
        return new Job("notice.tidy", Duration.ofHours(6), () -> outbox.tidy(clock.instant().minus(KEPT)));
    }
}
