package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_XREF;
import static id.paraf.pades.pdf.MalformedPdf.Reason.CYCLE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_LARGE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Follows startxref and /Prev from the end of the file to its beginning, and makes revisions of what is found. */
final class Revisions {

    private static final String START = "startxref";
    /** Readers look for the last startxref near the end of the file; so do we, and nowhere else. */
    private static final int TAIL = 2_048;

    /** A section, its hybrid companion, and the startxref that follows it. */
    private record Link(XrefSection section, @Nullable XrefSection companion, long closing, long closingStart, long closingEnd) {

        long offset() {
            return section.offset();
        }

        boolean closesWith(long startXref) {
            return closingStart == startXref;
        }
    }

    private final PdfFile file;
    private final MemorySegment data;
    private final Limits limits;

    Revisions(PdfFile file, MemorySegment data, Limits limits) {
        this.file = file;
        this.data = data;
        this.limits = limits;
    }

    /** Oldest first. */
    List<Revision> read() throws MalformedPdf {
        var chain = chain();
        var newestFirst = new ArrayList<List<Link>>();
        for (int i = 0; i < chain.size(); i++) {
            var link = chain.get(i);
            if (link.closesWith(link.offset())) {
                newestFirst.add(List.of(link));
                continue;
            }
            // Annex F: the first section of a linearised file closes with 0; its second, at the end, names the first.
            boolean linearised = i == chain.size() - 2 && chain.get(i + 1).offset() > link.offset()
                    && chain.get(i + 1).closesWith(link.offset());
            if (!linearised) {
                throw new MalformedPdf(BAD_XREF, link.offset(), "a section that its own startxref does not name");
            }
            newestFirst.add(List.of(link, chain.get(i + 1)));
            i++;
        }
        Collections.reverse(newestFirst);
        var revisions = new ArrayList<Revision>();
        long before = 0;
        for (var links : newestFirst) {
            for (var link : links) {
                // Where a hybrid's stream stands is free: Word writes it in front of its first table and names it from a second.
                if (link.offset() < before) {
                    throw new MalformedPdf(BAD_XREF, link.offset(), "an update that stands inside what it updates");
                }
            }
            var revision = revision(revisions.size(), links);
            revisions.add(revision);
            before = revision.end();
        }
        return revisions;
    }

    private static Revision revision(int index, List<Link> links) {
        var sections = new ArrayList<XrefSection>();
        for (var link : links) {
            sections.add(link.section());
            if (link.companion() != null) {
                sections.add(link.companion());
            }
        }
        var head = links.getFirst();
        var kind = head.section().isStream() ? Revision.Kind.STREAM
                : head.companion() == null ? Revision.Kind.TABLE : Revision.Kind.HYBRID;
        return new Revision(index, kind, sections, head.closing(), links.getLast().closingEnd());
    }

    /** Newest first. */
    private List<Link> chain() throws MalformedPdf {
        var chain = new ArrayList<Link>();
        var seen = new HashSet<Long>();
        long next = lastStart();
        long searchedBelow = data.byteSize();
        long covered = 0;
        while (next >= 0) {
            if (!seen.add(next)) {
                throw new MalformedPdf(CYCLE, next, "cross-reference sections lead back to themselves");
            }
            if (chain.size() >= limits.revisions()) {
                throw new MalformedPdf(TOO_LARGE, next, "more than " + limits.revisions() + " cross-reference sections");
            }
            var section = section(next);
            XrefSection companion = null;
            if (!section.isStream() && section.trailer().get("XRefStm") instanceof PdfObject.Int(long hidden)) {
                companion = section(hidden);
                if (!companion.isStream() || !seen.add(hidden)) {
                    throw new MalformedPdf(BAD_XREF, hidden, "XRefStm names no stream of its own");
                }
            }
            // Sections that share bytes, or lead to and fro, would be read again and again.
            covered += section.end() - next + (companion == null ? 0 : companion.end() - companion.offset());
            boolean behind = next > searchedBelow;
            if (covered > data.byteSize() || behind && section.trailer().has("Prev")) {
                throw new MalformedPdf(BAD_XREF, next, "cross-reference sections out of their order");
            }
            // Only a linearised file's older section stands behind its newer one.
            chain.add(closed(section, companion, behind ? data.byteSize() : searchedBelow));
            searchedBelow = Math.min(searchedBelow, next);
            next = switch (section.trailer().get("Prev")) {
                case PdfObject.Null _ -> -1;
                case PdfObject.Int(long previous) when previous >= 0 -> previous;
                default -> throw new MalformedPdf(BAD_XREF, next, "Prev is no offset");
            };
        }
        return chain;
    }

    private Link closed(XrefSection section, @Nullable XrefSection companion, long below) throws MalformedPdf {
        long at = find(section.end(), below);
        if (at < 0) {
            throw new MalformedPdf(BAD_XREF, section.offset(), "no startxref behind a section");
        }
        var parser = parser(at + START.length());
        parser.skipSpace();
        long start = parser.unsigned(Long.MAX_VALUE / 16);
        long end = endOfFileMark(parser);
        return new Link(section, companion, at, start, end);
    }

    /** Where the first startxref from here stands; -1 if there is none before {@code below}. */
    private long find(long from, long below) {
        for (long at = from; at + START.length() <= below; at++) {
            if (matches(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean matches(long at) {
        for (int i = 0; i < START.length(); i++) {
            if (data.get(ValueLayout.JAVA_BYTE, at + i) != START.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind {@code %%EOF} and the end of its line; the parser stands behind startxref's number. */
    private long endOfFileMark(ObjectParser parser) throws MalformedPdf {
        while (parser.peek() == '\r' || parser.peek() == '\n' || parser.peek() == ' ') {
            parser.moveTo(parser.position() + 1);
        }
        for (char c : "%%EOF".toCharArray()) {
            if (parser.peek() != c) {
                throw parser.fault(BAD_XREF, "no %%EOF behind startxref");
            }
            parser.moveTo(parser.position() + 1);
        }
        if (parser.peek() == '\r') {
            parser.moveTo(parser.position() + 1);
        }
        if (parser.peek() == '\n') {
            parser.moveTo(parser.position() + 1);
        }
        return parser.position();
    }

    private long lastStart() throws MalformedPdf {
        long lowest = Math.max(0, data.byteSize() - TAIL);
        for (long at = data.byteSize() - START.length(); at >= lowest; at--) {
            if (matches(at)) {
                var parser = parser(at + START.length());
                parser.skipSpace();
                return parser.unsigned(data.byteSize());
            }
        }
        throw new MalformedPdf(BAD_XREF, data.byteSize(), "no startxref near the end of the file");
    }

    private XrefSection section(long offset) throws MalformedPdf {
        try {
            return parsed(offset);
        } catch (MalformedPdf e) {
            if (e.reason() == BAD_OBJECT) {
                throw new MalformedPdf(BAD_XREF, e.position(), "a damaged cross-reference section");
            }
            throw e;
        }
    }

    private XrefSection parsed(long offset) throws MalformedPdf {
        if (offset < 0 || offset >= data.byteSize()) {
            throw new MalformedPdf(BAD_XREF, offset, "a section outside the file");
        }
        var parser = parser(offset);
        parser.skipSpace();
        if (parser.accept("xref")) {
            return XrefSection.table(offset, parser, data);
        }
        parser.unsigned(Limits.OBJECT_NUMBERS);
        parser.skipSpace();
        parser.unsigned(65_535);
        parser.skipSpace();
        parser.expect("obj");
        var value = file.body(parser, length -> length);
        if (!(value instanceof PdfObject.Stream stream) || !stream.dictionary().is("Type", "XRef")) {
            throw new MalformedPdf(BAD_XREF, offset, "neither a cross-reference table nor a stream");
        }
        return XrefSection.stream(offset, parser.position(), stream.dictionary(), file.unpack(stream));
    }

    private ObjectParser parser(long at) {
        return new ObjectParser(data, at, data.byteSize(), limits, true);
    }
}
