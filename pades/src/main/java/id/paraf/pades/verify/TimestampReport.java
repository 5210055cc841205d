package id.paraf.pades.verify;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One RFC 3161 timestamp over a signature value.
 *
 * @param time    what the token says, in its precision; absent where the token cannot be read
 * @param status  whether the authority's certificate was revoked; absent where nobody asked
 * @param reasons why it does not count as a proof of time; empty where it does
 */
public record TimestampReport(Optional<Instant> time, Optional<Signer> authority, Optional<StatusReport> status,
        Indication indication, List<Reason> reasons) {

    public TimestampReport {
        reasons = List.copyOf(reasons);
    }

    static TimestampReport of(Optional<Instant> time, Collection<Reason> reasons) {
        return of(time, Optional.empty(), Optional.empty(), reasons);
    }

    static TimestampReport of(Optional<Instant> time, Optional<Signer> authority, Optional<StatusReport> status,
            Collection<Reason> reasons) {
        return new TimestampReport(time, authority, status, Reason.judge(reasons), reasons.stream().sorted().distinct().toList());
    }

    /** Whether this timestamp proves that what it covers existed at its time. */
    public boolean proves() {
        return reasons.isEmpty() && time.isPresent();
    }
}
