package id.paraf.pades.verify;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import id.paraf.pades.pdf.PdfFile;

/**
 * The digests of all signed ranges in one pass over the file: each covers the file from its beginning, so the work up to one
 * signature's gap is shared with the next.
 */
final class PrefixDigests {

    /** What to digest, and how. */
    record Wanted(SignedRange range, Digest digest) {
    }

    private PrefixDigests() {
    }

    static Map<Wanted, byte[]> of(PdfFile file, List<Wanted> wanted) {
        var running = new EnumMap<Digest, MessageDigest>(Digest.class);
        var position = new EnumMap<Digest, Long>(Digest.class);
        var values = new HashMap<Wanted, byte[]>();
        var inOrder = new ArrayList<>(wanted);
        inOrder.sort(Comparator.comparingLong(one -> one.range().gapStart()));
        for (var one : inOrder) {
            var prefix = running.computeIfAbsent(one.digest(), Digest::begin);
            file.digest(prefix, position.getOrDefault(one.digest(), 0L), one.range().gapStart());
            position.put(one.digest(), one.range().gapStart());
            values.put(one, rest(file, prefix, one.range()));
        }
        return values;
    }

    private static byte[] rest(PdfFile file, MessageDigest prefix, SignedRange range) {
        try {
            var copy = (MessageDigest) prefix.clone();
            file.digest(copy, range.gapEnd(), range.end());
            return copy.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
