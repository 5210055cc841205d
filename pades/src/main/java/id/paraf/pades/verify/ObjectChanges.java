package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.Revision;
import id.paraf.pades.pdf.XrefEntry;

/**
 * What one revision does to the objects of the one before, by number, without asking what they are for.
 *
 * @param kinds   every object that is other than before; those written again as they were are none
 * @param reasons what is wrong whatever the objects are for
 */
record ObjectChanges(Map<Integer, Kind> kinds, Set<Reason> reasons) {

    enum Kind {
        NEW, CHANGED, REMOVED,
        /** An object stream or cross-reference stream: how the revision is written, not what it says. */
        CONTAINER
    }

    /** More entries in one later revision than any honest update has. */
    private static final long MOST = 2_000_000;
    private static final String END_OF_FILE = "%%EOF";

    private record Span(long start, long end) {
    }

    private record Place(int number, XrefEntry entry) {
    }

    static ObjectChanges between(PdfView before, PdfView after) throws MalformedPdf {
        var revision = after.revision();
        if (revision.entryCount() > MOST) {
            throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "too many objects in one revision");
        }
        var places = new ArrayList<Place>();
        var seen = new HashSet<Integer>();
        revision.each((number, _) -> {
            if (number > 0 && seen.add(number)) {
                // Asked again, because of a hybrid's two tables one word counts.
                places.add(new Place(number, Objects.requireNonNull(revision.entry(number))));
            }
        });
        var kinds = new LinkedHashMap<Integer, Kind>();
        var reasons = EnumSet.noneOf(Reason.class);
        var spans = new ArrayList<Span>();
        for (var place : places) {
            compare(before, after, place, kinds, reasons, spans);
        }
        if (!hasOnlySpaceBetween(after.file(), spans, before.revision().end(), revision)) {
            reasons.add(Reason.TRAILING_BYTES);
        }
        return new ObjectChanges(kinds, reasons);
    }

    private static void compare(PdfView before, PdfView after, Place place, Map<Integer, Kind> kinds, Set<Reason> reasons,
            List<Span> spans) throws MalformedPdf {
        int number = place.number();
        var old = existing(before, number);
        var reference = new Reference(number, place.entry() instanceof XrefEntry.At at ? at.generation() : 0);
        var now = after.located(reference);
        if (now == null || now.value() instanceof PdfObject.Null) {
            if (old != null) {
                kinds.put(number, Kind.REMOVED);
            }
            return;
        }
        if (now.start() >= before.revision().end()) {
            spans.add(new Span(now.start(), now.end()));
        }
        boolean sameGeneration = generation(before, number) == reference.generation();
        if (old != null && sameGeneration && Values.same(after.file(), old, now.value())) {
            return;
        }
        if (isOlder(before, after, place.entry())) {
            reasons.add(Reason.SHADOW_HIDE_AND_REPLACE);
        }
        kinds.put(number, old != null ? Kind.CHANGED : isContainer(now.value()) ? Kind.CONTAINER : Kind.NEW);
    }

    private static @Nullable PdfObject existing(PdfView view, int number) throws MalformedPdf {
        var last = view.lastChange(number);
        if (last == null) {
            return null;
        }
        try {
            var located = view.located(new Reference(number, generation(view, number)));
            return located == null || located.value() instanceof PdfObject.Null ? null : located.value();
        } catch (MalformedPdf e) {
            // What could not be read before has changed in any case.
            return PdfObject.NULL;
        }
    }

    private static int generation(PdfView view, int number) throws MalformedPdf {
        var last = view.lastChange(number);
        return last != null && last.entry(number) instanceof XrefEntry.At at ? at.generation() : 0;
    }

    private static boolean isContainer(PdfObject value) {
        return value instanceof Stream stream
                && (stream.dictionary().is("Type", "ObjStm") || stream.dictionary().is("Type", "XRef"));
    }

    /** Whether the entry leads into bytes that were there before this revision: objects that lay in wait. */
    private static boolean isOlder(PdfView before, PdfView after, XrefEntry entry) throws MalformedPdf {
        return switch (entry) {
            case XrefEntry.At at -> at.offset() < before.revision().end();
            case XrefEntry.Packed packed -> {
                var container = after.lastChange(packed.container());
                yield container != null && (container.index() != after.revision().index()
                        || container.entry(packed.container()) instanceof XrefEntry.At at
                                && at.offset() < before.revision().end());
            }
            case XrefEntry.Free _ -> false;
        };
    }

    /** A revision is its objects and its cross-reference section; what stands between them is for other readers' eyes. */
    private static boolean hasOnlySpaceBetween(PdfFile file, List<Span> spans, long start, Revision revision) {
        spans.sort(Comparator.comparingLong(Span::start));
        long at = start;
        for (var span : spans) {
            if (span.start() > at && !isSpace(file, at, span.start())) {
                return false;
            }
            at = Math.max(at, span.end());
        }
        return (at >= revision.startXref() || isSpace(file, at, revision.startXref()))
                && isSpace(file, revision.sectionEnd(), revision.closing());
    }

    /** White space and comments, but no second end of the file. */
    static boolean isSpace(PdfFile file, long from, long to) {
        for (long at = from; at < to; at++) {
            int one = file.byteAt(at);
            if (one == '%') {
                var comment = new StringBuilder();
                while (at < to && file.byteAt(at) != '\n' && file.byteAt(at) != '\r') {
                    comment.append((char) file.byteAt(at++));
                    if (comment.length() > 256) {
                        return false;
                    }
                }
                if (comment.indexOf(END_OF_FILE) >= 0) {
                    return false;
                }
            } else if (!isWhiteSpace(one)) {
                return false;
            }
        }
        return true;
    }

    /** ISO 32000-2 Table 1. */
    static boolean isWhiteSpace(int one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t' || one == '\f' || one == 0;
    }
}
