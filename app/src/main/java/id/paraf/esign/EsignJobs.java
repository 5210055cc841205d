package id.paraf.esign;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.kernel.Job;

/** What the API does by itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EsignSettings.class)
class EsignJobs {

    @Bean
    Job expireOrders(Orders orders) {
        return new Job("esign.expire-orders", Duration.ofHours(1), () -> {
            while (orders.expire() > 0) {
                continue;
            }
        });
    }

    @Bean
    Job followPermissions(FollowPermissions permissions) {
        return new Job("esign.permissions", Duration.ofMinutes(1), permissions::run);
    }

    @Bean
    Job expireSignedFiles(SignedFiles files) {
        return new Job("esign.expire", Duration.ofMinutes(10), () -> {
            while (files.expire() > 0) {
                continue;
            }
        });
    }

    @Bean
    Job forgetUse(ClientUse use) {
        return new Job("esign.forget-use", Duration.ofHours(6), use::forget);
    }
}
