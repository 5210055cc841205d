package id.paraf.pades.pdf;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One save of the file: the original, or one incremental update. The two cross-reference sections of a linearised original,
 * and the table and stream of a hybrid update, belong to one revision.
 */
public final class Revision {

    /** How the cross-reference section that startxref names is written. */
    public enum Kind {
        TABLE, STREAM,
        /** A table whose trailer names a cross-reference stream besides (XRefStm, §7.5.8.4). */
        HYBRID
    }

    /** Receives object numbers and what is said about them. */
    public interface Visitor {

        void entry(int number, XrefEntry entry) throws MalformedPdf;
    }

    private final int index;
    private final Kind kind;
    /** Whose word counts first stands first. */
    private final List<XrefSection> sections;
    private final long closing;
    private final long end;

    Revision(int index, Kind kind, List<XrefSection> sections, long closing, long end) {
        this.index = index;
        this.kind = kind;
        this.sections = sections;
        this.closing = closing;
        this.end = end;
    }

    /** 0 for the original. */
    public int index() {
        return index;
    }

    /** Offset of its cross-reference section: what its own startxref says. */
    public long startXref() {
        return sections.getFirst().offset();
    }

    /** Offset just behind that section: its trailer dictionary, or its stream's {@code endobj}. */
    public long sectionEnd() {
        return sections.getFirst().end();
    }

    /** Offset of the word {@code startxref} that closes that section. */
    public long closing() {
        return closing;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Number of bytes that the file had after this save: just behind its {@code %%EOF} and that line's end. Bytes between the
     * last revision's end and the size of the file belong to nothing.
     */
    public long end() {
        return end;
    }

    /** Trailer dictionary, or the dictionary of the cross-reference stream. */
    public PdfObject.Dictionary trailer() {
        return sections.getFirst().trailer();
    }

    /** The /Size of its trailer: more than every object number up to this revision. */
    public int size() {
        int size = 0;
        for (var section : sections) {
            if (section.trailer().get("Size") instanceof PdfObject.Int(long value)) {
                size = Math.max(size, (int) value);
            }
        }
        return size;
    }

    /** How many entries its own sections have, free ones included: ask before collecting them. */
    public long entryCount() {
        return sections.stream().mapToLong(XrefSection::count).sum();
    }

    /** Every object number of its own sections; those of a hybrid or linearised file may come twice, the valid word first. */
    public void each(Visitor visitor) throws MalformedPdf {
        for (var section : sections) {
            section.each(visitor);
        }
    }

    /** What this revision itself says about the object; null if it leaves it as it was. */
    public @Nullable XrefEntry entry(int number) throws MalformedPdf {
        XrefEntry said = null;
        for (var section : sections) {
            var entry = section.entry(number);
            // §7.5.8.4: what a hybrid's table hides as free may be in its stream.
            if (entry != null && (said == null || said instanceof XrefEntry.Free)) {
                said = entry;
            }
        }
        return said;
    }
}
