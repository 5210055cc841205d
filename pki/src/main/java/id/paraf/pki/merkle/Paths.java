package id.paraf.pki.merkle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which nodes a proof consists of, and the proof once they are looked up. A proof of a tree of n leaves needs about
 * {@code 2 log2 n} subtrees.
 */
public final class Paths {

    private Paths() {
    }

    /** Leaves {@code from} to {@code to - 1}; one hash of a proof covers them. */
    private record Range(long from, long to) {
    }

    /**
     * The hashes of a proof, still to be looked up.
     *
     * @param ranges what each of them covers
     */
    public static final class Path {

        private final List<Range> ranges;

        private Path(List<Range> ranges) {
            this.ranges = ranges;
        }

        /** Everything that has to be looked up. */
        public Set<Subtree> subtrees() {
            var all = new LinkedHashSet<Subtree>();
            ranges.forEach(range -> all.addAll(perfect(range)));
            return all;
        }

        /** The proof, made of looked-up hashes. */
        public List<byte[]> proof(Function<Subtree, byte[]> nodes) {
            return ranges.stream().map(range -> hash(range, nodes)).toList();
        }
    }

    /** What proves that the leaf is in the tree: RFC 9162 §2.1.3.1, PATH(m, D_n). */
    public static Path inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        var ranges = new ArrayList<Range>();
        long from = 0;
        long to = size;
        // From the root down; the proof lists them from the leaf up.
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                ranges.add(new Range(middle, to));
                to = middle;
            } else {
                ranges.add(new Range(from, middle));
                from = middle;
            }
        }
        return new Path(ranges.reversed());
    }

    /** What proves that the tree only grew: RFC 9162 §2.1.4.1, PROOF(m, D_n). */
    public static Path consistency(long first, long second) {
        if (first < 1 || first > second) {
            throw new IllegalArgumentException("Nothing leads from " + first + " leaves to " + second);
        }
        var ranges = new ArrayList<Range>();
        long from = 0;
        long to = second;
        boolean known = true;
        while (first != to) {
            long middle = from + split(to - from);
            if (first <= middle) {
                ranges.add(new Range(middle, to));
                to = middle;
            } else {
                ranges.add(new Range(from, middle));
                from = middle;
                known = false;
            }
        }
        if (!known) {
            ranges.add(new Range(from, to));
        }
        return new Path(ranges.reversed());
    }

    /** What makes up the root. */
    public static Path root(long size) {
        return new Path(size == 0 ? List.of() : List.of(new Range(0, size)));
    }

    /** RFC 9162 §2.1.1: "let k be the largest power of two smaller than n (i.e., k < n <= 2k)." */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    /** The range in perfect subtrees, the largest first. A range of a proof starts at a multiple of its own size rounded up. */
    private static List<Subtree> perfect(Range range) {
        var parts = new ArrayList<Subtree>();
        long at = range.from();
        for (long left = range.to() - at; left > 0; left -= Long.highestOneBit(left)) {
            int level = 63 - Long.numberOfLeadingZeros(left);
            parts.add(new Subtree(level, at >>> level));
            at += 1L << level;
        }
        return parts;
    }

    private static byte[] hash(Range range, Function<Subtree, byte[]> nodes) {
        var parts = perfect(range);
        byte[] hash = nodes.apply(parts.getLast());
        for (int i = parts.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(nodes.apply(parts.get(i)), hash);
        }
        return hash;
    }
}
