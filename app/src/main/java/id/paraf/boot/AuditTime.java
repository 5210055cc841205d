package id.paraf.boot;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import id.paraf.audit.HeadTimes;
import id.paraf.pki.tsp.ImprintHash;
import id.paraf.timestamp.Timestamps;
import id.paraf.timestamp.TokenOutcome;

/** Signed heads of the audit trail get their timestamps where signatures get theirs: from our own authority, or the configured one. */
@Component
class AuditTime implements HeadTimes {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTime.class);

    private final ObjectProvider<Timestamps> timestamps;

    /** @param timestamps asked for when a head is signed: the authority records in the same trail what it does */
    AuditTime(ObjectProvider<Timestamps> timestamps) {
        this.timestamps = timestamps;
    }

    @Override
    public Optional<byte[]> over(byte[] sha256) {
        return switch (timestamps.getObject().over(ImprintHash.SHA256, sha256)) {
            case TokenOutcome.Given given -> Optional.of(given.der());
            case TokenOutcome.Refused refused -> {
                // The signature alone still says who vouches for the trail.
                LOG.warn("A head of the audit trail is signed without a timestamp: {}", refused.why());
                yield Optional.empty();
            }
        };
    }
}
