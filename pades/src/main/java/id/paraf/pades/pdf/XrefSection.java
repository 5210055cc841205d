package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_XREF;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One cross-reference table or stream. Entries are read where they stand when they are asked for; only the subsections'
 * headings are kept.
 */
final class XrefSection {

    /** Subsection: object numbers from {@code first}; its entries begin at {@code base} of {@link #entries}. */
    private record Range(int first, int count, long base) {
    }

    private static final int TABLE_ENTRY = 20;

    private final long offset;
    private final long end;
    private final PdfObject.Dictionary trailer;
    private final List<Range> ranges;
    private final MemorySegment entries;
    /** Widths of the three fields of a stream's entry; null for a table. */
    private final int @Nullable [] widths;

    private XrefSection(long offset, long end, PdfObject.Dictionary trailer, List<Range> ranges, MemorySegment entries,
            int @Nullable [] widths) throws MalformedPdf {
        this.offset = offset;
        this.end = end;
        this.trailer = trailer;
        this.entries = entries;
        this.widths = widths;
        this.ranges = disjoint(ranges);
    }

    /** Where it begins. */
    long offset() {
        return offset;
    }

    /** Just after its trailer dictionary, or its stream's endobj. */
    long end() {
        return end;
    }

    PdfObject.Dictionary trailer() {
        return trailer;
    }

    boolean isStream() {
        return widths != null;
    }

    /** §7.5.4, the parser standing after the word {@code xref}. */
    static XrefSection table(long offset, ObjectParser parser, MemorySegment file) throws MalformedPdf {
        var ranges = new ArrayList<Range>();
        parser.skipSpace();
        while (!parser.accept("trailer")) {
            long first = parser.unsigned(Limits.OBJECT_NUMBERS);
            parser.skipSpace();
            long count = parser.unsigned(Limits.OBJECT_NUMBERS + 1L - first);
            parser.skipSpace();
            if (count * TABLE_ENTRY > file.byteSize() - parser.position()) {
                throw parser.fault(BAD_XREF, "a subsection reaches beyond the file");
            }
            if (count > 0) {
                ranges.add(new Range((int) first, (int) count, parser.position()));
            }
            parser.moveTo(parser.position() + count * TABLE_ENTRY);
            parser.skipSpace();
        }
        if (!(parser.value() instanceof PdfObject.Dictionary trailer)) {
            throw parser.fault(BAD_XREF, "the trailer is no dictionary");
        }
        return new XrefSection(offset, parser.position(), trailer, ranges, file, null);
    }

    /** §7.5.8. */
    static XrefSection stream(long offset, long end, PdfObject.Dictionary dictionary, byte[] data) throws MalformedPdf {
        if (!(dictionary.get("W") instanceof PdfObject.Array(var w)) || w.size() != 3) {
            throw new MalformedPdf(BAD_XREF, offset, "a cross-reference stream without its three widths");
        }
        var widths = new int[3];
        int width = 0;
        for (int i = 0; i < 3; i++) {
            if (!(w.get(i) instanceof PdfObject.Int(long value)) || value < 0 || value > 8) {
                throw new MalformedPdf(BAD_XREF, offset, "a width that is none");
            }
            widths[i] = (int) value;
            width += widths[i];
        }
        if (widths[1] == 0) {
            throw new MalformedPdf(BAD_XREF, offset, "entries without a place");
        }
        List<PdfObject> index = switch (dictionary.get("Index")) {
            case PdfObject.Array(var items) when items.size() % 2 == 0 -> items;
            case PdfObject.Null _ -> List.of(new PdfObject.Int(0), dictionary.get("Size"));
            default -> throw new MalformedPdf(BAD_XREF, offset, "Index is no list of pairs");
        };
        var ranges = new ArrayList<Range>();
        long base = 0;
        for (int i = 0; i < index.size(); i += 2) {
            if (!(index.get(i) instanceof PdfObject.Int(long first)) || first < 0 || first > Limits.OBJECT_NUMBERS
                    || !(index.get(i + 1) instanceof PdfObject.Int(long count)) || count < 0
                    || count > Limits.OBJECT_NUMBERS + 1L - first || base + count * width > data.length) {
                throw new MalformedPdf(BAD_XREF, offset, "Index does not fit its entries");
            }
            if (count > 0) {
                ranges.add(new Range((int) first, (int) count, base));
            }
            base += count * width;
        }
        return new XrefSection(offset, end, dictionary, ranges, MemorySegment.ofArray(data), widths);
    }

    private List<Range> disjoint(List<Range> unsorted) throws MalformedPdf {
        if (!(trailer.get("Size") instanceof PdfObject.Int(long size)) || size < 0 || size > Limits.OBJECT_NUMBERS + 1L) {
            throw new MalformedPdf(BAD_XREF, offset, "no usable Size");
        }
        unsorted.sort(Comparator.comparingInt(Range::first));
        long after = 0;
        for (var range : unsorted) {
            // §7.5.4: an object number occurs at most once in a section; §7.5.5: and is less than Size.
            if (range.first < after) {
                throw new MalformedPdf(BAD_XREF, offset, "an object number occurs twice in one section");
            }
            after = (long) range.first + range.count;
        }
        if (after > size) {
            throw new MalformedPdf(BAD_XREF, offset, "object numbers beyond Size");
        }
        return unsorted;
    }

    /** How many numbers this section names, free ones included. */
    long count() {
        return ranges.stream().mapToLong(Range::count).sum();
    }

    /** Calls back with every number that this section names, ascending. */
    void each(Revision.Visitor visitor) throws MalformedPdf {
        for (var range : ranges) {
            for (int i = 0; i < range.count; i++) {
                visitor.entry(range.first + i, read(range, i));
            }
        }
    }

    /** What this section says about the number; null if nothing. */
    @Nullable XrefEntry entry(int number) throws MalformedPdf {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var range = ranges.get(middle);
            if (number < range.first) {
                high = middle - 1;
            } else if (number - range.first >= range.count) {
                low = middle + 1;
            } else {
                return read(range, number - range.first);
            }
        }
        return null;
    }

    private XrefEntry read(Range range, int index) throws MalformedPdf {
        var sizes = widths;
        if (sizes == null) {
            return tableEntry(range.base + (long) index * TABLE_ENTRY);
        }
        long at = range.base + (long) index * (sizes[0] + sizes[1] + sizes[2]);
        long type = sizes[0] == 0 ? 1 : number(at, sizes[0]);
        long second = number(at + sizes[0], sizes[1]);
        long third = number(at + sizes[0] + sizes[1], sizes[2]);
        if (type == 1 && second >= 0 && third >= 0 && third <= 65_535) {
            return new XrefEntry.At(second, (int) third);
        }
        if (type == 2 && second >= 0 && second <= Limits.OBJECT_NUMBERS && third >= 0 && third <= Integer.MAX_VALUE) {
            return new XrefEntry.Packed((int) second, (int) third);
        }
        if (type == 1 || type == 2) {
            throw new MalformedPdf(BAD_XREF, offset, "an entry is out of range");
        }
        // §7.5.8.3: other types are references to the null object.
        return new XrefEntry.Free();
    }

    private long number(long at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | entries.get(ValueLayout.JAVA_BYTE, at + i) & 0xFF;
        }
        return value;
    }

    /** §7.5.4: {@code nnnnnnnnnn ggggg n} and a two-character end of line. */
    private XrefEntry tableEntry(long at) throws MalformedPdf {
        long place = digits(at, 10);
        long generation = digits(at + 11, 5);
        int kind = entries.get(ValueLayout.JAVA_BYTE, at + 17);
        int cr = entries.get(ValueLayout.JAVA_BYTE, at + 18);
        int lf = entries.get(ValueLayout.JAVA_BYTE, at + 19);
        boolean lineEnd = cr == ' ' && (lf == '\r' || lf == '\n') || cr == '\r' && lf == '\n';
        if (place < 0 || generation < 0 || generation > 65_535 || !lineEnd || kind != 'n' && kind != 'f'
                || entries.get(ValueLayout.JAVA_BYTE, at + 10) != ' ' || entries.get(ValueLayout.JAVA_BYTE, at + 16) != ' ') {
            throw new MalformedPdf(BAD_XREF, at, "an entry that is not of twenty bytes");
        }
        return kind == 'n' ? new XrefEntry.At(place, (int) generation) : new XrefEntry.Free();
    }

    private long digits(long at, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int digit = entries.get(ValueLayout.JAVA_BYTE, at + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
