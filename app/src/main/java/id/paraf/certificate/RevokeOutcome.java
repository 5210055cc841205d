package id.paraf.certificate;

import java.time.Instant;

/** What became of a request to revoke. */
public sealed interface RevokeOutcome {

    /** Revoked now; the list says so from this moment on. */
    record Revoked(Instant at) implements RevokeOutcome {
    }

    /** It was revoked before. */
    record AlreadyRevoked(Instant at) implements RevokeOutcome {
    }

    /** There is no such certificate, or it is over by itself. */
    record NotRevocable() implements RevokeOutcome {
    }
}
