package id.paraf.selfie;

import java.time.Instant;

/**
 * What the page behind a link may show to whoever opens it.
 *
 * @param agent User-Agent of the device that asked for the link
 * @param address its address
 */
public record LinkView(Purpose purpose, String initials, String agent, String address, Instant issuedAt, Instant expiresAt,
        int triesLeft) {
}
