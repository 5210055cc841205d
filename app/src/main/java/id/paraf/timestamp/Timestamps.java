package id.paraf.timestamp;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.tsp.Imprint;
import id.paraf.pki.tsp.ImprintHash;
import id.paraf.pki.tsp.TimestampRequest;

/** Timestamps for what happens in this process: from the own authority, or from the one that the operator configured. */
public final class Timestamps {

    private final GiveToken own;
    private final @Nullable AskAuthority external;

    Timestamps(GiveToken own, @Nullable AskAuthority external) {
        this.own = own;
        this.external = external;
    }

    /**
     * A token over a hash, with the certificates that verify it. May take as long as
     * {@code paraf.timestamp.external.timeout}; never inside a transaction.
     *
     * @param value the hash, of the length that {@code hash} has
     */
    public TokenOutcome over(ImprintHash hash, byte[] value) {
        var imprint = new Imprint(hash, value);
        return external == null ? own.give(new TimestampRequest.Query(imprint, null, null, true)) : external.over(imprint);
    }
}
