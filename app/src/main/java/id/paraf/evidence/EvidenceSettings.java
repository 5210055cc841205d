package id.paraf.evidence;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long files that were handed in are kept, sealed.
 *
 * @param keepRefused after what they belong to was rejected, withdrawn or forgotten
 * @param keepApproved after it was approved. ETSI EN 319 411-1 §6.4.6: records of a registration are kept for at least seven
 *            years after the certificate that rests on them ceased to be valid; the default leaves a certificate three
 */
@ConfigurationProperties("paraf.evidence")
record EvidenceSettings(@DefaultValue("30d") Duration keepRefused, @DefaultValue("3653d") Duration keepApproved) {

    EvidenceSettings {
        if (keepRefused.isNegative() || keepApproved.isNegative()) {
            throw new IllegalArgumentException("paraf.evidence.keep-refused and keep-approved are durations, for instance 30d");
        }
    }
}
