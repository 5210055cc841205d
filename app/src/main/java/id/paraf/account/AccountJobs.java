package id.paraf.account;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What account does by itself: forgetting what ended. */
@Configuration(proxyBeanMethods = false)
class AccountJobs {

    @Bean
    Job accountTidy(Sessions sessions, PasskeyChallenges challenges) {
        return new Job("account.tidy", Duration.ofHours(1), () -> {
            sessions.tidy();
            challenges.tidy();
        });
    }
}
