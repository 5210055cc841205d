package id.paraf.pades.verify;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Real;
import id.paraf.pades.pdf.PdfObject.Stream;

/** Whether two values mean the same: writers that copy an object may write its numbers and its order differently. */
final class Values {

    private static final int CHUNK = 64 << 10;

    private Values() {
    }

    /** Without streams, whose content is a matter of the file: see {@link #same(PdfFile, PdfObject, PdfObject)}. */
    static boolean same(PdfObject one, PdfObject other) {
        return one == other || switch (one) {
            case Dictionary a -> other instanceof Dictionary b && differing(a, b).isEmpty();
            case Array(var a) -> other instanceof Array(var b) && a.size() == b.size() && sameItems(a, b);
            case Int a -> other instanceof Real b ? a.value() == b.value() : one.equals(other);
            case Real a -> other instanceof Int b ? a.value() == b.value()
                    : other instanceof Real c && Float.compare((float) a.value(), (float) c.value()) == 0;
            default -> one.equals(other);
        };
    }

    private static boolean sameItems(List<PdfObject> a, List<PdfObject> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Objects of one file, streams included. */
    static boolean same(PdfFile file, PdfObject one, PdfObject other) {
        if (!(one instanceof Stream a) || !(other instanceof Stream b)) {
            return same(one, other);
        }
        return same(a.dictionary(), b.dictionary()) && a.end() - a.start() == b.end() - b.start() && sameBytes(file, a, b);
    }

    private static boolean sameBytes(PdfFile file, Stream a, Stream b) {
        for (long at = 0; at < a.end() - a.start(); at += CHUNK) {
            long length = Math.min(CHUNK, a.end() - a.start() - at);
            if (!Arrays.equals(file.bytes(a.start() + at, a.start() + at + length),
                    file.bytes(b.start() + at, b.start() + at + length))) {
                return false;
            }
        }
        return true;
    }

    /** The keys whose values are not the same; absent and null are (ISO 32000-2 §7.3.7). */
    static Set<String> differing(Dictionary one, Dictionary other) {
        var keys = new LinkedHashSet<>(one.entries().keySet());
        keys.addAll(other.entries().keySet());
        keys.removeIf(key -> same(one.get(key), other.get(key)));
        return keys;
    }
}
