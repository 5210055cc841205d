package id.paraf.status;

import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param der the OCSPResponse
 * @param shared how others may share the answer; null for errors and for answers with a nonce, which are for one client alone
 */
public record Reply(byte[] der, @Nullable Shared shared) {

    /**
     * How long an answer holds.
     *
     * @param thisUpdate second at which it was known to be right
     * @param nextUpdate second at which newer information is there at the latest
     * @param now second at which it is given
     * @param tag octets that no other answer has
     */
    public record Shared(long thisUpdate, long nextUpdate, long now, byte[] tag) {
    }
}
