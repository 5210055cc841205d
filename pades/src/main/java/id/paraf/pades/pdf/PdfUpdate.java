package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One incremental update (ISO 32000-2 §7.5.6): objects added to or put in place of those of a document, and the
 * cross-reference section that names them, as bytes to append. The section is a table or a stream as the newest one is.
 */
public final class PdfUpdate {

    /** What does not carry over from the trailer or cross-reference stream that is continued. */
    private static final Set<String> OF_ITS_SECTION = Set.of("Size", "Prev", "XRefStm", "Type", "W", "Index", "Length", "Filter",
            "DecodeParms", "ID");
    private static final String BYTE_RANGE_HOLE = " ".repeat(44);

    /**
     * What to append.
     *
     * @param base     size of the file it is appended to
     * @param bytes    the section
     * @param gapStart offset in the new file of the signature's {@code <}; -1 without a signature
     * @param gapEnd   offset in the new file just after the signature's {@code >}; -1 without a signature
     */
    public record Section(long base, byte[] bytes, long gapStart, long gapEnd) {

        /** Size of the file with the section. */
        public long size() {
            return base + bytes.length;
        }
    }

    private sealed interface Body {
    }

    private record Value(PdfObject value) implements Body {
    }

    private record Packed(PdfObject.Dictionary dictionary, byte[] data) implements Body {
    }

    private record Signature(PdfObject.Dictionary dictionary, int reserved) implements Body {
    }

    private final PdfView document;
    private final Map<Integer, Body> bodies = new TreeMap<>();
    private final Map<Integer, Integer> generations = new TreeMap<>();
    private int next;

    public PdfUpdate(PdfView document) {
        this.document = document;
        for (var revision : document.file().revisions()) {
            next = Math.max(next, revision.size());
        }
        next = Math.max(next, 1);
    }

    /** A number for an object that is put later. */
    public PdfObject.Reference reserve() throws MalformedPdf {
        if (next >= Limits.OBJECT_NUMBERS) {
            throw new MalformedPdf(TOO_LARGE, -1, "no object numbers are left");
        }
        return new PdfObject.Reference(next++, 0);
    }

    public PdfObject.Reference add(PdfObject value) throws MalformedPdf {
        var reference = reserve();
        put(reference, value);
        return reference;
    }

    /** Adds a stream; {@code data} is as the dictionary's Filter says, and Length is set here. */
    public PdfObject.Reference add(PdfObject.Dictionary dictionary, byte[] data) throws MalformedPdf {
        var reference = reserve();
        define(reference, new Packed(dictionary, data));
        return reference;
    }

    /** Defines or redefines an object. */
    public void put(PdfObject.Reference reference, PdfObject value) {
        define(reference, new Value(value));
    }

    /**
     * The one signature dictionary of the update: gets its ByteRange, and Contents as a gap of {@code reserved} bytes
     * (twice as many digits, all 0).
     */
    public void putSignature(PdfObject.Reference reference, PdfObject.Dictionary dictionary, int reserved) {
        define(reference, new Signature(dictionary, reserved));
    }

    private void define(PdfObject.Reference reference, Body body) {
        bodies.put(reference.number(), body);
        generations.put(reference.number(), reference.generation());
    }

    /** The object as this update leaves it: what was put here, else what the document has. */
    public PdfObject now(PdfObject.Reference reference) throws MalformedPdf {
        return bodies.get(reference.number()) instanceof Value(PdfObject value) ? value : document.resolve(reference);
    }

    /** The section as bytes. The document does not change; the update can be thrown away. */
    public Section write() throws MalformedPdf {
        var out = new PdfWriter();
        long base = document.file().size();
        int last = document.file().byteAt(base - 1);
        if (last != '\n' && last != '\r') {
            out.ascii("\n");
        }
        var offsets = new TreeMap<Integer, Long>();
        int hole = -1;
        int gap = -1;
        int reserved = 0;
        for (var entry : bodies.entrySet()) {
            var reference = new PdfObject.Reference(entry.getKey(), generations.getOrDefault(entry.getKey(), 0));
            offsets.put(entry.getKey(), base + out.length());
            out.ascii(reference.number() + " " + reference.generation() + " obj\n");
            switch (entry.getValue()) {
                case Value(var value) -> out.value(sealed(value, reference));
                case Packed(var dictionary, var data) -> stream(out, dictionary, data, reference);
                case Signature(var dictionary, int bytes) -> {
                    out.ascii("<<");
                    // §7.6.2: its other strings are encrypted, Contents is not.
                    for (var each : ((PdfObject.Dictionary) sealed(dictionary, reference)).entries().entrySet()) {
                        out.value(new PdfObject.Name(each.getKey())).ascii(" ").value(each.getValue());
                    }
                    out.ascii("/ByteRange ");
                    hole = out.length();
                    out.ascii(BYTE_RANGE_HOLE).ascii("/Contents ");
                    gap = out.length();
                    reserved = bytes;
                    var digits = new byte[2 * bytes];
                    Arrays.fill(digits, (byte) '0');
                    out.ascii("<").raw(digits).ascii(">>>");
                }
            }
            out.ascii("\nendobj\n");
        }
        finish(out, base, offsets, Math.max(gap, 0), 2 * reserved);
        var bytes = out.bytes();
        if (gap < 0) {
            return new Section(base, bytes, -1, -1);
        }
        long start = base + gap;
        long end = start + 2L * reserved + 2;
        var range = ("[0 " + start + " " + end + " " + (base + bytes.length - end) + "]").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(range, 0, bytes, hole, range.length);
        return new Section(base, bytes, start, end);
    }

    private PdfObject sealed(PdfObject value, PdfObject.Reference reference) throws MalformedPdf {
        var encryption = document.file().encryption();
        return encryption == null ? value : encryption.sealed(value, reference);
    }

    private void stream(PdfWriter out, PdfObject.Dictionary dictionary, byte[] data, PdfObject.Reference reference)
            throws MalformedPdf {
        var encryption = document.file().encryption();
        byte[] written = encryption == null ? data : encryption.sealedStream(dictionary, data, reference);
        out.value(sealed(dictionary.with("Length", new PdfObject.Int(written.length)), reference)).ascii("\nstream\n").raw(written)
                .ascii("\nendstream");
    }

    private void finish(PdfWriter out, long base, TreeMap<Integer, Long> offsets, int gap, int reserved) throws MalformedPdf {
        var newest = document.revision();
        var trailer = new LinkedHashMap<String, PdfObject>();
        boolean stream = newest.kind() == Revision.Kind.STREAM;
        long start = base + out.length();
        int own = stream ? reserve().number() : 0;
        if (stream) {
            offsets.put(own, start);
            trailer.put("Type", new PdfObject.Name("XRef"));
        }
        trailer.put("Size", new PdfObject.Int(next));
        trailer.put("Prev", new PdfObject.Int(newest.startXref()));
        newest.trailer().entries().forEach((key, value) -> {
            if (!OF_ITS_SECTION.contains(key)) {
                trailer.put(key, value);
            }
        });
        trailer.put("ID", identifiers(document.resolve(newest.trailer().get("ID")), out.bytes(), gap, reserved));
        var runs = runs(offsets);
        if (stream) {
            int width = Math.max(1, (71 - Long.numberOfLeadingZeros(start)) / 8);
            var entries = entries(runs, offsets, width);
            var index = new ArrayList<PdfObject>();
            for (var run : runs) {
                index.add(new PdfObject.Int(run.getFirst()));
                index.add(new PdfObject.Int(run.size()));
            }
            trailer.put("W", new PdfObject.Array(
                    List.of(new PdfObject.Int(1), new PdfObject.Int(width), new PdfObject.Int(2))));
            trailer.put("Index", new PdfObject.Array(index));
            trailer.put("Length", new PdfObject.Int(entries.length));
            out.ascii(own + " 0 obj\n").value(new PdfObject.Dictionary(trailer)).ascii("\nstream\n").raw(entries)
                    .ascii("\nendstream\nendobj\n");
        } else {
            out.ascii("xref\n");
            for (var run : runs) {
                out.ascii(run.getFirst() + " " + run.size() + "\n");
                for (int number : run) {
                    out.ascii(PdfWriter.digits(offset(offsets, number), 10) + " " + PdfWriter.digits(generation(number), 5)
                            + " n\r\n");
                }
            }
            out.ascii("trailer\n").value(new PdfObject.Dictionary(trailer)).ascii("\n");
        }
        out.ascii("startxref\n" + start + "\n%%EOF\n");
    }

    private static List<List<Integer>> runs(TreeMap<Integer, Long> offsets) {
        var runs = new ArrayList<List<Integer>>();
        for (int number : offsets.keySet()) {
            if (runs.isEmpty() || runs.getLast().getLast() != number - 1) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(number);
        }
        return runs;
    }

    private byte[] entries(List<List<Integer>> runs, TreeMap<Integer, Long> offsets, int width) {
        var out = new ByteArrayOutputStream();
        for (var run : runs) {
            for (int number : run) {
                out.write(1);
                for (int i = width - 1; i >= 0; i--) {
                    out.write((int) (offset(offsets, number) >> 8 * i));
                }
                out.write(generation(number) >> 8);
                out.write(generation(number));
            }
        }
        return out.toByteArray();
    }

    private static long offset(TreeMap<Integer, Long> offsets, int number) {
        Long offset = offsets.get(number);
        return offset == null ? 0 : offset;
    }

    private int generation(int number) {
        return generations.getOrDefault(number, 0);
    }

    /** §14.4: the first identifier stays, the second changes with the content, which what is reserved for a signature says nothing of. */
    private static PdfObject identifiers(PdfObject before, byte[] section, int gap, int reserved) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            PdfObject.@Nullable Text first = null;
            if (before instanceof PdfObject.Array(var items) && items.size() == 2
                    && items.getFirst() instanceof PdfObject.Text kept && items.getLast() instanceof PdfObject.Text last) {
                first = kept;
                sha.update(last.bytes());
            }
            sha.update(section, 0, gap);
            sha.update(section, gap + reserved, section.length - gap - reserved);
            var changed = PdfObject.Text.of(Arrays.copyOf(sha.digest(), 16));
            return new PdfObject.Array(List.of(first == null ? changed : first, changed));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
