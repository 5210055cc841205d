package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_XREF;

import java.lang.foreign.MemorySegment;

/** An unpacked object stream, ISO 32000-2 §7.5.7. */
final class ObjectStream {

    private final byte[] data;
    private final int[] numbers;
    private final int[] offsets;
    private final Limits limits;

    private ObjectStream(byte[] data, int[] numbers, int[] offsets, Limits limits) {
        this.data = data;
        this.numbers = numbers;
        this.offsets = offsets;
        this.limits = limits;
    }

    static ObjectStream read(PdfObject.Stream stream, byte[] data, Limits limits) throws MalformedPdf {
        var dictionary = stream.dictionary();
        // In front stand a number and an offset for each object: at least three bytes, and a blank between two.
        if (!dictionary.is("Type", "ObjStm") || !(dictionary.get("N") instanceof PdfObject.Int(long count)) || count < 0
                || !(dictionary.get("First") instanceof PdfObject.Int(long first)) || first < 0 || first > data.length
                || count > first / 3 + 1) {
            throw new MalformedPdf(BAD_OBJECT, stream.start(), "no usable object stream");
        }
        var numbers = new int[(int) count];
        var offsets = new int[(int) count];
        var parser = new ObjectParser(MemorySegment.ofArray(data), 0, first, limits, false);
        for (int i = 0; i < count; i++) {
            parser.skipSpace();
            numbers[i] = (int) parser.unsigned(Limits.OBJECT_NUMBERS);
            parser.skipSpace();
            offsets[i] = (int) (first + parser.unsigned(data.length - first));
        }
        return new ObjectStream(data, numbers, offsets, limits);
    }

    int size() {
        return data.length + 8 * numbers.length;
    }

    PdfObject object(int number, int index, PdfFile file) throws MalformedPdf {
        if (index >= numbers.length || numbers[index] != number) {
            throw new MalformedPdf(BAD_XREF, -1, "an object stream does not hold the object that it should");
        }
        var parser = new ObjectParser(MemorySegment.ofArray(data), offsets[index], data.length, limits, false);
        try {
            return parser.value();
        } finally {
            file.spend(parser.position() - offsets[index]);
        }
    }
}
