package id.paraf.pki.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a tree as appending needs: the hashes of the perfect subtrees that its size in binary names, at most 63 of them,
 * however many leaves there are. Not for use by several threads.
 */
public final class Frontier {

    private long size;
    /** The largest first, as {@code size} has its bits. */
    private final List<byte[]> peaks;

    private Frontier(long size, List<byte[]> peaks) {
        this.size = size;
        this.peaks = peaks;
    }

    /** The frontier of a tree without leaves. */
    public static Frontier empty() {
        return new Frontier(0, new ArrayList<>());
    }

    /**
     * A frontier as {@link #peaks} wrote it.
     *
     * @throws IllegalArgumentException if a tree of this size has another number of peaks
     */
    public static Frontier of(long size, byte[] peaks) {
        if (size < 0 || peaks.length != Long.bitCount(size) * TreeHash.LENGTH) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no frontier of " + peaks.length + " bytes");
        }
        var list = new ArrayList<byte[]>();
        for (int at = 0; at < peaks.length; at += TreeHash.LENGTH) {
            list.add(java.util.Arrays.copyOfRange(peaks, at, at + TreeHash.LENGTH));
        }
        return new Frontier(size, list);
    }

    public long size() {
        return size;
    }

    /** The peaks in a row, the largest first: all that has to be kept between two appends. */
    public byte[] peaks() {
        return join(peaks);
    }

    /**
     * Appends a leaf by its hash.
     *
     * @return the hashes of all perfect subtrees that end with this leaf, the smallest, the leaf itself, first: what has to be
     *     kept so that {@link Subtree#last} and {@link Subtree#level} find any node again
     */
    public byte[] append(byte[] leafHash) {
        var ending = new ArrayList<byte[]>();
        byte[] hash = leafHash.clone();
        ending.add(hash);
        for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
            hash = TreeHash.node(peaks.removeLast(), hash);
            ending.add(hash);
        }
        peaks.add(hash);
        size++;
        return join(ending);
    }

    /** The hash of the whole tree. */
    public byte[] root() {
        if (peaks.isEmpty()) {
            return TreeHash.empty();
        }
        byte[] hash = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(peaks.get(i), hash);
        }
        return hash.clone();
    }

    private static byte[] join(List<byte[]> hashes) {
        byte[] all = new byte[hashes.size() * TreeHash.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, all, i * TreeHash.LENGTH, TreeHash.LENGTH);
        }
        return all;
    }
}
