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
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf.Reason;

/** One pass over one object: ISO 32000-2 §7.2 and §7.3, strictly. The budgets are per parser, so make one per object. */
final class ObjectParser {

    private static final int WHITE = 1;
    private static final int DELIMITER = 2;
    private static final byte[] KIND = new byte[256];
    static {
        for (char white : "\0\t\n\f\r ".toCharArray()) {
            KIND[white] = WHITE;
        }
        for (char delimiter : "()<>[]{}/%".toCharArray()) {
            KIND[delimiter] = DELIMITER;
        }
    }

    private final MemorySegment data;
    private final long end;
    private final Limits limits;
    private final boolean inFile;
    private long position;
    private int valuesLeft;
    private int textLeft;

    /** @param inFile whether offsets in {@code data} are offsets in the file */
    ObjectParser(MemorySegment data, long position, long end, Limits limits, boolean inFile) {
        this.data = data;
        this.position = position;
        this.end = end;
        this.limits = limits;
        this.inFile = inFile;
        this.valuesLeft = limits.valuesPerObject();
        this.textLeft = limits.textPerObject();
    }

    long position() {
        return position;
    }

    void moveTo(long offset) {
        position = offset;
    }

    /** The byte at the position without passing it; -1 at the end. */
    int peek() {
        return peek(0);
    }

    private int peek(long ahead) {
        long at = position + ahead;
        return at < end ? data.get(ValueLayout.JAVA_BYTE, at) & 0xFF : -1;
    }

    private int next() throws MalformedPdf {
        if (position >= end) {
            throw fault(UNEXPECTED_END, "the data stops inside an object");
        }
        return data.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
    }

    /** Passes white space and comments. */
    void skipSpace() {
        while (position < end) {
            int c = data.get(ValueLayout.JAVA_BYTE, position) & 0xFF;
            if (c == '%') {
                while (position < end && peek() != '\n' && peek() != '\r') {
                    position++;
                }
            } else if (KIND[c] == WHITE) {
                position++;
            } else {
                return;
            }
        }
    }

    /** Passes the word if it stands here, followed by white space, a delimiter or the end. */
    boolean accept(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        int after = peek(word.length());
        if (after >= 0 && KIND[after] == 0) {
            return false;
        }
        position += word.length();
        return true;
    }

    void expect(String word) throws MalformedPdf {
        if (!accept(word)) {
            throw fault(BAD_OBJECT, "'" + word + "' is missing");
        }
    }

    /** An unsigned integer of at most {@code max}, ended by white space, a delimiter or the end. */
    long unsigned(long max) throws MalformedPdf {
        long value = 0;
        int digits = 0;
        for (int c = peek(); c >= '0' && c <= '9'; c = peek()) {
            value = value * 10 + (c - '0');
            position++;
            if (++digits > 18 || value > max) {
                throw fault(TOO_LARGE, "a number is out of range");
            }
        }
        int after = peek();
        if (digits == 0 || after >= 0 && KIND[after] == 0) {
            throw fault(BAD_OBJECT, "a number is expected");
        }
        return value;
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
        for (int c = peek(); c >= 0 && KIND[c] == 0; c = peek()) {
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
                        return text(bytes, start, false);
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

    private PdfObject hexadecimal() throws MalformedPdf {
        long start = position++;
        var bytes = new ByteArrayOutputStream();
        int high = -1;
        while (true) {
            int c = next();
            spendText();
            if (c == '>') {
                // §7.3.4.3: a missing last digit is 0.
                if (high >= 0) {
                    bytes.write(high << 4);
                }
                return text(bytes, start, true);
            }
            if (KIND[c] == WHITE) {
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                throw fault(BAD_OBJECT, "not a hexadecimal digit in a string");
            }
            if (high < 0) {
                high = digit;
            } else {
                bytes.write(high << 4 | digit);
                high = -1;
            }
        }
    }

    private PdfObject text(ByteArrayOutputStream bytes, long start, boolean hex) {
        return new PdfObject.Text(bytes.toByteArray(), inFile ? start : -1, inFile ? position : -1, hex);
    }

    private PdfObject number() throws MalformedPdf {
        long start = position;
        boolean point = false;
        int digits = 0;
        if (peek() == '+' || peek() == '-') {
            position++;
        }
        for (int c = peek(); c >= 0 && KIND[c] == 0; c = peek()) {
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
            } else {
                throw fault(BAD_OBJECT, "not a number");
            }
            position++;
            if (position - start > 40) {
                throw fault(TOO_LARGE, "a number of more than 40 characters");
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
            throw fault(TOO_LARGE, "an integer of more than 18 digits");
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
        if (digits > 0 && digits < 6 && generation <= 65_535 && peek() >= 0 && KIND[peek()] == WHITE) {
            skipSpace();
            if (accept("R")) {
                return new PdfObject.Reference((int) number, generation);
            }
        }
        position = back;
        return null;
    }

    private static int digit(int c) {
        return Character.digit(c < 128 ? c : ' ', 16);
    }

    private void spendText() throws MalformedPdf {
        if (--textLeft < 0) {
            throw fault(TOO_LARGE, "more than " + limits.textPerObject() + " bytes of text in one object");
        }
    }

    MalformedPdf fault(Reason reason, String what) {
        return new MalformedPdf(reason, position, what);
    }
}
