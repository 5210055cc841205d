package id.paraf.status;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How OCSP is answered.
 *
 * @param validity from thisUpdate to nextUpdate; at half of it an answer is signed anew
 * @param poll how often a node looks for changes that another one made
 * @param nonceShare part of the processors that may sign answers with a nonce at the same time; the rest is for all others
 */
@ConfigurationProperties("paraf.status")
public record StatusSettings(@DefaultValue("24h") Duration validity, @DefaultValue("2s") Duration poll,
        @DefaultValue("0.5") double nonceShare) {

    public StatusSettings {
        // OC-07: 8 hours to 10 days.
        if (validity.compareTo(Duration.ofHours(8)) < 0 || validity.compareTo(Duration.ofDays(10)) > 0) {
            throw new IllegalArgumentException("paraf.status.validity lies between 8 hours and 10 days");
        }
        // OC-13: a revocation is seen within a minute on every node.
        if (poll.isNegative() || poll.isZero() || poll.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("paraf.status.poll is at most 30 seconds");
        }
        if (nonceShare <= 0 || nonceShare > 1) {
            throw new IllegalArgumentException("paraf.status.nonce-share lies between 0 and 1");
        }
    }

    int nonceSigners() {
        return Math.max(1, (int) (Runtime.getRuntime().availableProcessors() * nonceShare));
    }
}
