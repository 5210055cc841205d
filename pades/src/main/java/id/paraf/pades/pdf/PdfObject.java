package id.paraf.pades.pdf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A value of ISO 32000-2 §7.3. Records are immutable; equality is that of values, not of places. */
public sealed interface PdfObject {

    /** The null object, also for whatever is absent or free. */
    record Null() implements PdfObject {
    }

    record Bool(boolean value) implements PdfObject {
    }

    record Int(long value) implements PdfObject {
    }

    /** A number with a point, kept as it was written so that rewriting does not change it. */
    record Real(String lexeme) implements PdfObject {

        /** To a thousandth. */
        public static Real of(double value) {
            return new Real(String.format(Locale.ROOT, "%.3f", value));
        }

        public double value() {
            return Double.parseDouble(lexeme);
        }
    }

    /** Without the slash, {@code #xx} resolved; one char per byte (Latin-1). */
    record Name(String value) implements PdfObject {
    }

    /**
     * A string, literal or hexadecimal.
     *
     * @param bytes the content, unescaped
     * @param start offset in the file of its {@code (} or {@code <}; -1 if it came out of an object stream or was made by us
     * @param end   offset in the file just after its {@code )} or {@code >}; -1 likewise
     * @param hex   written as hexadecimal
     */
    record Text(byte[] bytes, long start, long end, boolean hex) implements PdfObject {

        /** A string made here. */
        public static Text of(byte[] bytes) {
            return new Text(bytes, -1, -1, true);
        }

        /** A text string of §7.9.2.2: ASCII as it is, all else in UTF-16BE with its mark. */
        public static Text of(String text) {
            if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                return new Text(text.getBytes(StandardCharsets.US_ASCII), -1, -1, false);
            }
            return of(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE));
        }

        /** Text string of §7.9.2.2: UTF-16BE or UTF-8 with their marks, else Latin-1 in place of PDFDocEncoding. */
        public String decoded() {
            if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
                return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
            }
            if (bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB && (bytes[2] & 0xFF) == 0xBF) {
                return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    record Array(List<PdfObject> items) implements PdfObject {

        public Array {
            items = Collections.unmodifiableList(items);
        }

        public static Array of(PdfObject... items) {
            return new Array(List.of(items));
        }

        /** Numbers to a thousandth. */
        public static Array numbers(double... values) {
            return new Array(Arrays.stream(values).<PdfObject>mapToObj(Real::of).toList());
        }

        /** A copy with one more item. */
        public Array and(PdfObject item) {
            var copy = new ArrayList<>(items);
            copy.add(item);
            return new Array(copy);
        }
    }

    /** Keys without the slash, in the order of the file. */
    record Dictionary(Map<String, PdfObject> entries) implements PdfObject {

        public static final Dictionary EMPTY = new Dictionary(Map.of());

        /** One whose Type is this. */
        public static Dictionary ofType(String type) {
            return EMPTY.with("Type", new Name(type));
        }

        public Dictionary {
            entries = Collections.unmodifiableMap(entries);
        }

        /** The value as written (perhaps a reference), or {@link PdfObject#NULL}. */
        public PdfObject get(String key) {
            return entries.getOrDefault(key, NULL);
        }

        public boolean has(String key) {
            return !(get(key) instanceof Null);
        }

        /** Whether the value is this name, written directly. */
        public boolean is(String key, String name) {
            return get(key) instanceof Name(String value) && value.equals(name);
        }

        /** A copy with one entry put in place of, or after, the others. */
        public Dictionary with(String key, PdfObject value) {
            var copy = new LinkedHashMap<>(entries);
            copy.put(key, value);
            return new Dictionary(copy);
        }

        /** A copy without the entry. */
        public Dictionary without(String key) {
            var copy = new LinkedHashMap<>(entries);
            copy.remove(key);
            return new Dictionary(copy);
        }
    }

    /**
     * A stream: its packed bytes stand in the file from {@code start} to before {@code end}.
     *
     * @param sealed the object under whose number they are encrypted; null where they are not
     */
    record Stream(Dictionary dictionary, long start, long end, @Nullable Reference sealed) implements PdfObject {
    }

    record Reference(int number, int generation) implements PdfObject {
    }

    /** The one null. */
    Null NULL = new Null();
}
