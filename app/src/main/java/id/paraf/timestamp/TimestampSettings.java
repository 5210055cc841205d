package id.paraf.timestamp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How time is certified.
 *
 * @param policy under which tokens are given, a dotted object identifier; by default Paraf's own, which promises no more than
 *        docs/decisions/0020-timestamps.md says. Operators with a policy of their own name it here
 * @param mostDrift how far the clock may be from its witnesses; also the accuracy that tokens state
 * @param checkEvery how often the clock is compared with its witnesses
 * @param ntp an NTP server as another witness, {@code host} or {@code host:port}; none by default
 * @param kept how long the row of a token is kept; by default a little longer than the certificate that signed it lasts
 * @param external the timestamp authority of somebody else, for the signatures of this installation; none by default
 */
@ConfigurationProperties("paraf.timestamp")
public record TimestampSettings(@DefaultValue(OWN_POLICY) String policy, @DefaultValue("1s") Duration mostDrift,
        @DefaultValue("10s") Duration checkEvery, @Nullable String ntp, @DefaultValue("1100d") Duration kept,
        @Nullable External external) {

    /** X.667: an object identifier made of a UUID (0cdfae37-47e8-4b62-83f6-410c5d0db44a), which nobody has to be asked for. */
    static final String OWN_POLICY = "2.25.17112151667946493193442407350935598154";

    /**
     * Somebody else's authority.
     *
     * @param url where requests are posted
     * @param root a file with the certificates, in PEM, at one of which the chain of its tokens has to end
     * @param timeout how long an answer may take, all in all
     */
    public record External(URI url, Path root, @DefaultValue("10s") Duration timeout) {

        public External {
            if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
                throw new IllegalArgumentException("paraf.timestamp.external.url starts with https:// or http://");
            }
            requirePositive(timeout, "paraf.timestamp.external.timeout");
        }
    }

    public TimestampSettings {
        if (!policy.matches("[0-2](\\.(0|[1-9][0-9]*))+")) {
            throw new IllegalArgumentException("paraf.timestamp.policy is an object identifier such as 1.3.6.1.4.1.99999.1");
        }
        // TS-03: a clock that is off by more certifies nothing.
        requirePositive(mostDrift, "paraf.timestamp.most-drift");
        if (mostDrift.compareTo(Duration.ofSeconds(1)) > 0 || mostDrift.toMillis() == 0) {
            throw new IllegalArgumentException("paraf.timestamp.most-drift lies between 1 ms and 1 s");
        }
        requirePositive(checkEvery, "paraf.timestamp.check-every");
        if (checkEvery.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("paraf.timestamp.check-every is at most 5 minutes");
        }
        requirePositive(kept, "paraf.timestamp.kept");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(name + " is longer than nothing");
        }
    }
}
