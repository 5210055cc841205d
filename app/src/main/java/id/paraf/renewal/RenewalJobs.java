package id.paraf.renewal;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What happens without anybody asking: ending what a crash cut off, and telling owners in time. */
@Configuration(proxyBeanMethods = false)
class RenewalJobs {

    @Bean
    Job carryOnRenewals(CarryOn carryOn) {
        return new Job("renewal.carry-on", Duration.ofSeconds(10), carryOn::run);
    }

    @Bean
    Job remindOwners(RemindOwners remind) {
        return new Job("renewal.remind", Duration.ofHours(1), remind::run);
    }
}
