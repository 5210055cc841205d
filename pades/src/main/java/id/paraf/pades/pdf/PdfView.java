package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_XREF;
import static id.paraf.pades.pdf.MalformedPdf.Reason.CYCLE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.WRONG_TYPE;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The document as it stood after one revision. */
public final class PdfView {

    private static final int HOPS = 8;
    /** What looking a number up in one revision is worth, in bytes parsed. */
    private static final int LOOK_UP = 32;

    /**
     * An indirect object and its place.
     *
     * @param value    what it holds
     * @param start    offset of its {@code number generation obj}; -1 if it is in an object stream
     * @param end      just behind its {@code endobj}; -1 likewise
     * @param revision the revision whose cross-reference section names this version of it
     */
    public record Located(PdfObject value, long start, long end, Revision revision) {
    }

    private final PdfFile file;
    private final int newest;
    private int nesting;

    PdfView(PdfFile file, int newest) {
        this.file = file;
        this.newest = newest;
    }

    public PdfFile file() {
        return file;
    }

    public Revision revision() {
        return file.revisions().get(newest);
    }

    /** The newest revision's trailer. */
    public PdfObject.Dictionary trailer() {
        return revision().trailer();
    }

    /** Strings and streams are encrypted, and handed out as they are: {@link PdfFile#unlock} opens them. */
    public boolean encrypted() {
        return trailer().has("Encrypt") && file.encryption() == null;
    }

    /** Reference to the catalog. */
    public PdfObject.Reference root() throws MalformedPdf {
        if (trailer().get("Root") instanceof PdfObject.Reference root) {
            return root;
        }
        throw new MalformedPdf(WRONG_TYPE, revision().startXref(), "the trailer names no catalog");
    }

    public PdfObject.Dictionary catalog() throws MalformedPdf {
        var catalog = dictionary(root());
        if (!catalog.is("Type", "Catalog")) {
            throw new MalformedPdf(WRONG_TYPE, revision().startXref(), "the root is no catalog");
        }
        return catalog;
    }

    /** The newest revision up to this view's that says anything about the object; null if none does. */
    public @Nullable Revision lastChange(int number) throws MalformedPdf {
        var mentions = file.mentions();
        file.spend(mentions.isNew(number) ? LOOK_UP * (long) (newest + 1) : LOOK_UP);
        int[] told = mentions.of(number);
        if (told != null) {
            int at = Arrays.binarySearch(told, newest);
            int last = at >= 0 ? at : -at - 2;
            return last < 0 ? null : file.revisions().get(told[last]);
        }
        for (int i = newest; i >= 0; i--) {
            if (file.revisions().get(i).entry(number) != null) {
                return file.revisions().get(i);
            }
        }
        return null;
    }

    /** The object with its place; null if it is absent, free or of another generation. */
    public @Nullable Located located(PdfObject.Reference reference) throws MalformedPdf {
        var revision = lastChange(reference.number());
        if (revision == null) {
            return null;
        }
        if (++nesting > HOPS) {
            nesting--;
            throw new MalformedPdf(CYCLE, -1, "an object is needed to read itself");
        }
        try {
            return switch (revision.entry(reference.number())) {
                case XrefEntry.At(long offset, int generation) when generation == reference.generation() ->
                    at(reference, offset, revision);
                case XrefEntry.Packed(int container, int index) when reference.generation() == 0 ->
                    packed(reference, container, index, revision);
                case null, default -> null;
            };
        } finally {
            nesting--;
        }
    }

    private Located packed(PdfObject.Reference reference, int container, int index, Revision revision) throws MalformedPdf {
        var stream = container(container);
        var key = new ReadObjects.Key(stream.start(), index, reference.number(), 0, revision.index());
        var known = file.objects().get(key);
        if (known != null) {
            file.spend(known.values());
            return new Located(known.value(), -1, -1, revision);
        }
        var value = file.objectStream(stream).object(reference.number(), index, file);
        file.objects().keep(key, value, -1, -1);
        return new Located(value, -1, -1, revision);
    }

    private Located at(PdfObject.Reference reference, long offset, Revision revision) throws MalformedPdf {
        var key = new ReadObjects.Key(offset, -1, reference.number(), reference.generation(), revision.index());
        var known = file.objects().get(key);
        if (known != null) {
            file.spend(known.values());
            return new Located(known.value(), known.start(), known.end(), revision);
        }
        var read = read(reference, offset, revision);
        // Where a stream ends may depend on the revision that asks.
        if (!(read.value() instanceof PdfObject.Stream stream
                && stream.dictionary().get("Length") instanceof PdfObject.Reference)) {
            file.objects().keep(key, read.value(), read.start(), read.end());
        }
        return read;
    }

    private Located read(PdfObject.Reference reference, long offset, Revision revision) throws MalformedPdf {
        // An older section must not reach into what was appended later: such a pointer waits for content to be planted.
        if (offset >= revision.end()) {
            throw new MalformedPdf(BAD_XREF, offset, "an object outside its revision");
        }
        var parser = new ObjectParser(file.data(), offset, revision.end(), file.limits(), true);
        parser.skipSpace();
        long start = parser.position();
        if (parser.unsigned(Limits.OBJECT_NUMBERS) != reference.number()) {
            throw new MalformedPdf(BAD_XREF, offset, "another object than the cross-reference says");
        }
        parser.skipSpace();
        if (parser.unsigned(65_535) != reference.generation()) {
            throw new MalformedPdf(BAD_XREF, offset, "another generation than the cross-reference says");
        }
        parser.skipSpace();
        parser.expect("obj");
        PdfObject value = PdfObject.NULL;
        try {
            value = file.body(parser, this::resolve);
        } finally {
            file.spend((value instanceof PdfObject.Stream stream ? stream.start() : parser.position()) - start);
        }
        var encryption = file.encryption();
        return new Located(encryption == null ? value : encryption.opened(value, reference), start, parser.position(), revision);
    }

    private PdfObject.Stream container(int number) throws MalformedPdf {
        var located = located(new PdfObject.Reference(number, 0));
        if (located != null && located.value() instanceof PdfObject.Stream stream) {
            return stream;
        }
        throw new MalformedPdf(BAD_OBJECT, -1, "an object stream is missing");
    }

    /** Follows references to a value; what is absent or free is {@link PdfObject#NULL}. */
    public PdfObject resolve(PdfObject value) throws MalformedPdf {
        var now = value;
        for (int i = 0; i < HOPS; i++) {
            if (!(now instanceof PdfObject.Reference reference)) {
                return now;
            }
            var located = located(reference);
            now = located == null ? PdfObject.NULL : located.value();
        }
        throw new MalformedPdf(CYCLE, -1, "references lead back to themselves");
    }

    /** The entry's value, references followed. */
    public PdfObject get(PdfObject.Dictionary dictionary, String key) throws MalformedPdf {
        return resolve(dictionary.get(key));
    }

    /** The value as a dictionary, references followed. */
    public PdfObject.Dictionary dictionary(PdfObject value) throws MalformedPdf {
        if (resolve(value) instanceof PdfObject.Dictionary dictionary) {
            return dictionary;
        }
        throw new MalformedPdf(WRONG_TYPE, -1, "a dictionary is expected");
    }

    /** The value as an array, references followed. */
    public PdfObject.Array array(PdfObject value) throws MalformedPdf {
        if (resolve(value) instanceof PdfObject.Array array) {
            return array;
        }
        throw new MalformedPdf(WRONG_TYPE, -1, "an array is expected");
    }

    /** The unpacked content of a stream: plain or FlateDecode only. */
    public byte[] unpacked(PdfObject.Stream stream) throws MalformedPdf {
        return file.unpack(stream);
    }
}
