package id.paraf.keyroom;

import java.util.UUID;

/**
 * So many signatures of a seal's key, taken out of its code and its day. The keyroom counts each before it is made; what was not
 * used is given back when this is closed, or lost with the process.
 */
public final class SealBatch implements AutoCloseable {

    private final SealKeys keys;
    private final UUID id;

    SealBatch(SealKeys keys, UUID id) {
        this.keys = keys;
        this.id = id;
    }

    /**
     * Signs one document, as long as one is left, the code was not ended and its key is there.
     *
     * @return {@link Refusal.NoSuchKey} if not, {@link Refusal.Tampered} if the key's row was changed
     */
    public SignOutcome sign(SignOrder.DocumentDigest what) {
        return keys.sign(id, what);
    }

    @Override
    public void close() {
        keys.giveBack(id);
    }
}
