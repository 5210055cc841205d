package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_STREAM;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_MUCH_DATA;
import static id.paraf.pades.pdf.MalformedPdf.Reason.UNSUPPORTED_FILTER;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Stream contents: none or one FlateDecode, with PNG row prediction (ISO 32000-2 §7.4.4). */
final class Unpack {

    private Unpack() {
    }

    /** @param most the number of bytes that the result may have */
    static byte[] stream(MemorySegment file, PdfObject.Stream stream, int most) throws MalformedPdf {
        var dictionary = stream.dictionary();
        if (dictionary.has("F")) {
            throw fault(UNSUPPORTED_FILTER, stream, "data in another file");
        }
        var packed = file.asSlice(stream.start(), stream.end() - stream.start());
        var filter = only(dictionary.get("Filter"), stream);
        if (filter instanceof PdfObject.Null) {
            if (packed.byteSize() > most) {
                throw fault(TOO_MUCH_DATA, stream, "more than " + most + " bytes");
            }
            return packed.toArray(ValueLayout.JAVA_BYTE);
        }
        if (!(filter instanceof PdfObject.Name(String name)) || !name.equals("FlateDecode") && !name.equals("Fl")) {
            throw fault(UNSUPPORTED_FILTER, stream, "neither plain nor FlateDecode");
        }
        var plain = inflate(packed, stream, most);
        return switch (only(dictionary.get("DecodeParms"), stream)) {
            case PdfObject.Null _ -> plain;
            case PdfObject.Dictionary parameters -> unpredict(plain, parameters, stream);
            default -> throw fault(BAD_STREAM, stream, "DecodeParms is no dictionary");
        };
    }

    /** Arrays of one are as good as the one; more filters than one do not occur where structure is kept. */
    private static PdfObject only(PdfObject value, PdfObject.Stream stream) throws MalformedPdf {
        if (value instanceof PdfObject.Array(var items)) {
            if (items.size() > 1) {
                throw fault(UNSUPPORTED_FILTER, stream, "several filters");
            }
            return items.isEmpty() ? PdfObject.NULL : items.getFirst();
        }
        return value;
    }

    private static byte[] inflate(MemorySegment packed, PdfObject.Stream stream, int most) throws MalformedPdf {
        var out = new byte[(int) Math.min(most, Math.max(512, packed.byteSize() * 3))];
        int length = 0;
        var chunk = new byte[(int) Math.min(64 << 10, packed.byteSize())];
        long read = 0;
        try (var inflater = new Inflater()) {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int take = (int) Math.min(chunk.length, packed.byteSize() - read);
                    if (take == 0) {
                        throw fault(BAD_STREAM, stream, "packed data stops early");
                    }
                    MemorySegment.copy(packed, ValueLayout.JAVA_BYTE, read, chunk, 0, take);
                    inflater.setInput(chunk, 0, take);
                    read += take;
                }
                if (length == out.length) {
                    if (length >= most) {
                        throw fault(TOO_MUCH_DATA, stream, "more than " + most + " bytes");
                    }
                    out = Arrays.copyOf(out, (int) Math.min(most, 2L * length));
                }
                int got = inflater.inflate(out, length, out.length - length);
                length += got;
                if (got == 0 && inflater.needsDictionary()) {
                    throw fault(BAD_STREAM, stream, "packed with a dictionary");
                }
            }
        } catch (DataFormatException _) {
            throw fault(BAD_STREAM, stream, "packed data is damaged");
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static byte[] unpredict(byte[] rows, PdfObject.Dictionary parameters, PdfObject.Stream stream) throws MalformedPdf {
        long predictor = number(parameters, "Predictor", 1, 15, stream);
        if (predictor == 1) {
            return rows;
        }
        if (predictor < 10) {
            throw fault(UNSUPPORTED_FILTER, stream, "TIFF prediction");
        }
        long bits = number(parameters, "Colors", 1, 32, stream) * number(parameters, "BitsPerComponent", 8, 16, stream);
        int pixel = (int) Math.max(1, bits / 8);
        int width = (int) ((bits * number(parameters, "Columns", 1, 1 << 20, stream) + 7) / 8);
        int count = rows.length / (width + 1);
        if (rows.length % (width + 1) != 0) {
            throw fault(BAD_STREAM, stream, "an incomplete row");
        }
        var plain = new byte[count * width];
        for (int row = 0; row < count; row++) {
            int from = row * (width + 1) + 1;
            int to = row * width;
            int kind = rows[from - 1];
            for (int i = 0; i < width; i++) {
                int left = i >= pixel ? plain[to + i - pixel] & 0xFF : 0;
                int up = row > 0 ? plain[to + i - width] & 0xFF : 0;
                int corner = row > 0 && i >= pixel ? plain[to + i - width - pixel] & 0xFF : 0;
                int guess = switch (kind) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    case 4 -> paeth(left, up, corner);
                    default -> throw fault(BAD_STREAM, stream, "unknown row prediction");
                };
                plain[to + i] = (byte) (rows[from + i] + guess);
            }
        }
        return plain;
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int a = Math.abs(estimate - left);
        int b = Math.abs(estimate - up);
        int c = Math.abs(estimate - corner);
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private static long number(PdfObject.Dictionary parameters, String key, long otherwise, long most, PdfObject.Stream stream)
            throws MalformedPdf {
        return switch (parameters.get(key)) {
            case PdfObject.Null _ -> otherwise;
            case PdfObject.Int(long value) when value >= 1 && value <= most -> value;
            default -> throw fault(BAD_STREAM, stream, key + " is out of range");
        };
    }

    private static MalformedPdf fault(MalformedPdf.Reason reason, PdfObject.Stream stream, String what) {
        return new MalformedPdf(reason, stream.start(), what);
    }
}
