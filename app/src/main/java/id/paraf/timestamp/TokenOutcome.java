package id.paraf.timestamp;

import java.time.Instant;

import id.paraf.pki.tsp.TimestampFailure;

/** What became of a question for a timestamp. */
public sealed interface TokenOutcome {

    /**
     * A token.
     *
     * @param der the TimeStampToken, a CMS ContentInfo, with the certificate that verifies it if it was asked for
     * @param time the time that it certifies
     */
    record Given(byte[] der, Instant time) implements TokenOutcome {
    }

    /**
     * No token.
     *
     * @param failure for programs
     * @param why for people, and nothing that a stranger may not know
     */
    record Refused(TimestampFailure failure, String why) implements TokenOutcome {
    }
}
