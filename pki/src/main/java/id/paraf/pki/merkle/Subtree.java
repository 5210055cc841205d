package id.paraf.pki.merkle;

/**
 * A perfect subtree: the {@code 2^level} leaves from {@code index * 2^level} on. Its hash never changes once its last leaf is
 * there, so it can be kept with that leaf.
 */
public record Subtree(int level, long index) {

    /** The leaf with which it is complete. */
    public long last() {
        return ((index + 1) << level) - 1;
    }
}
