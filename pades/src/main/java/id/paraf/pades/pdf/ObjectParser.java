package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.DUPLICATE_KEY;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_DEEP;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_LARGE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.UNEXPECTED_END;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/** One pass over one object: ISO 32000-2 §7.2 and §7.3, strictly. The budgets are per parser, so make one per object. */
final class ObjectParser extends Cursor {

    /** What a byte is worth as a hexadecimal digit; -1 for none. */
    private static final byte[] DIGITS = new byte[256];
    static {
        for (int c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
        }
    }

    private final Limits limits;
    private final boolean inFile;
    private int valuesLeft;
    private int textLeft;

    /** @param inFile whether offsets in {@code data} are offsets in the file */
    ObjectParser(MemorySegment data, long position, long end, Limits limits, boolean inFile) {
        super(data, position, end);
        this.limits = limits;
        this.inFile = inFile;
        this.valuesLeft = limits.valuesPerObject();
        this.textLeft = limits.textPerObject();
    }

    /** The next value, after white space. */
    PdfObject value() throws MalformedPdf {
        return value(0);
    }

    private PdfObject value(int depth) throws MalformedPdf {
        if (depth > limits.depth()) {
            throw fault(TOO_DEEP, "nested deeper than " + limits.depth());
        }
        if (--valuesLeft < 0) {
            throw fault(TOO_LARGE, "more than " + limits.valuesPerObject() + " values in one object");
        }
        skipSpace();
        int c = peek();
        return switch (c) {
            case -1 -> throw fault(UNEXPECTED_END, "the data stops before a value");
            case '/' -> name();
            case '(' -> literal();
            case '<' -> peek(1) == '<' ? dictionary(depth) : hexadecimal();
            case '[' -> array(depth);
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> {
                if (accept("true")) {
                    yield new PdfObject.Bool(true);
                }
                if (accept("false")) {
                    yield new PdfObject.Bool(false);
                }
                if (accept("null")) {
                    yield PdfObject.NULL;
                }
                throw fault(BAD_OBJECT, "a value is expected");
            }
        };
    }

    private PdfObject array(int depth) throws MalformedPdf {
        position++;
        var items = new ArrayList<PdfObject>();
        while (true) {
            skipSpace();
            if (peek() == ']') {
                position++;
                return new PdfObject.Array(items);
            }
            items.add(value(depth + 1));
        }
    }

    private PdfObject dictionary(int depth) throws MalformedPdf {
        position += 2;
        var entries = new LinkedHashMap<String, PdfObject>();
        while (true) {
            skipSpace();
            if (peek() == '>') {
                position++;
                if (next() != '>') {
                    throw fault(BAD_OBJECT, "'>>' is missing");
                }
                return new PdfObject.Dictionary(entries);
            }
            if (peek() != '/') {
                throw fault(peek() < 0 ? UNEXPECTED_END : BAD_OBJECT, "a key is expected");
            }
            String key = name().value();
            if (entries.put(key, value(depth + 1)) != null) {
                throw fault(DUPLICATE_KEY, "a dictionary names a key twice");
            }
        }
    }

    private PdfObject.Name name() throws MalformedPdf {
        position++;
        var text = new StringBuilder();
        for (int c = peek(); regular(c); c = peek()) {
            position++;
            if (c == '#') {
                int high = digit(next());
                int low = digit(next());
                if (high < 0 || low < 0 || high + low == 0) {
                    throw fault(BAD_OBJECT, "'#' in a name without two hexadecimal digits");
                }
                c = high << 4 | low;
            }
            spendText();
            text.append((char) c);
        }
        return new PdfObject.Name(text.toString());
    }

    private PdfObject literal() throws MalformedPdf {
        long start = position++;
        var bytes = new ByteArrayOutputStream();
        int open = 1;
        while (true) {
            int c = next();
            spendText();
            switch (c) {
                case '(' -> open++;
                case ')' -> {
                    if (--open == 0) {
                        return text(bytes.toByteArray(), start, false);
                    }
                }
                case '\r' -> {
                    // ISO 32000-2 §7.3.4.2: an end of line in a string reads as one line feed.
                    if (peek() == '\n') {
                        position++;
                    }
                    c = '\n';
                }
                case '\\' -> c = escaped();
                default -> {
                }
            }
            if (c >= 0) {
                bytes.write(c);
            }
        }
    }

    /** The byte after a backslash means; -1 for none. */
    private int escaped() throws MalformedPdf {
        int c = next();
        switch (c) {
            case 'n' -> {
                return '\n';
            }
            case 'r' -> {
                return '\r';
            }
            case 't' -> {
                return '\t';
            }
            case 'b' -> {
                return '\b';
            }
            case 'f' -> {
                return '\f';
            }
            case '\n' -> {
                return -1;
            }
            case '\r' -> {
                if (peek() == '\n') {
                    position++;
                }
                return -1;
            }
            default -> {
                if (c < '0' || c > '7') {
                    return c;
                }
                int code = c - '0';
                for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
                    code = code * 8 + (next() - '0');
                }
                return code & 0xFF;
            }
        }
    }

    /** A signature's Contents is the longest string there is, so this works on arrays, and on pairs of digits where they stand together. */
    private PdfObject hexadecimal() throws MalformedPdf {
        long start = position++;
        var bytes = new byte[32];
        int count = 0;
        int high = -1;
        boolean open = true;
        while (open) {
            if (peek() < 0) {
                throw fault(UNEXPECTED_END, "the data stops inside a string");
            }
            var piece = window;
            int from = (int) (position - windowStart);
            int to = (int) Math.min(windowLength, end - windowStart);
            int most = count + (to - from) / 2 + 1;
            if (most > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, most));
            }
            int at = from;
            while (at < to && piece[at] != '>') {
                int digit = DIGITS[piece[at++] & 0xFF];
                int pair = high < 0 && at < to ? digit << 4 | DIGITS[piece[at] & 0xFF] : -1;
                if (pair >= 0) {
                    bytes[count++] = (byte) pair;
                    at++;
                } else if (digit < 0) {
                    if (!white(piece[at - 1] & 0xFF)) {
                        throw fault(BAD_OBJECT, "not a hexadecimal digit in a string");
                    }
                } else if (high < 0) {
                    high = digit;
                } else {
                    bytes[count++] = (byte) (high << 4 | digit);
                    high = -1;
                }
            }
            open = at == to;
            position += at - from + (open ? 0 : 1);
            textLeft -= at - from;
            if (textLeft < 0) {
                throw tooMuchText();
            }
        }
        if (high >= 0) {
            // §7.3.4.3: a missing last digit is 0.
            bytes[count++] = (byte) (high << 4);
        }
        return text(Arrays.copyOf(bytes, count), start, true);
    }

    private PdfObject text(byte[] bytes, long start, boolean hex) {
        return new PdfObject.Text(bytes, inFile ? start : -1, inFile ? position : -1, hex);
    }

    private PdfObject number() throws MalformedPdf {
        long start = position;
        boolean point = false;
        int digits = 0;
        if (peek() == '+' || peek() == '-') {
            position++;
        }
        for (int c = peek(); regular(c); c = peek()) {
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                throw fault(BAD_OBJECT, "not a number");
            }
            position++;
            if (position - start > 40) {
                throw fault(BAD_OBJECT, "a number of more than 40 characters");
            }
        }
        if (digits == 0) {
            throw fault(BAD_OBJECT, "a number without digits");
        }
        String lexeme = new String(data.asSlice(start, position - start).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.ISO_8859_1);
        if (point) {
            return new PdfObject.Real(lexeme);
        }
        if (digits > 18) {
            throw fault(BAD_OBJECT, "an integer of more than 18 digits");
        }
        long value = Long.parseLong(lexeme);
        var reference = reference(lexeme, value);
        return reference == null ? new PdfObject.Int(value) : reference;
    }

    /** The rest of {@code number generation R}, if that is what stands here. */
    private PdfObject.@Nullable Reference reference(String lexeme, long number) {
        if (!Character.isDigit(lexeme.charAt(0)) || number > Limits.OBJECT_NUMBERS) {
            return null;
        }
        long back = position;
        skipSpace();
        int generation = 0;
        int digits = 0;
        for (int c = peek(); c >= '0' && c <= '9' && digits < 6; c = peek()) {
            generation = generation * 10 + (c - '0');
            digits++;
            position++;
        }
        if (digits > 0 && digits < 6 && generation <= 65_535 && white(peek())) {
            skipSpace();
            if (accept("R")) {
                return new PdfObject.Reference((int) number, generation);
            }
        }
        position = back;
        return null;
    }

    private static int digit(int c) {
        return DIGITS[c & 0xFF];
    }

    private void spendText() throws MalformedPdf {
        if (--textLeft < 0) {
            throw tooMuchText();
        }
    }

    private MalformedPdf tooMuchText() {
        return fault(TOO_LARGE, "more than " + limits.textPerObject() + " bytes of text in one object");
    }
}
