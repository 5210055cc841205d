package id.paraf.pades.pdf;

import static id.paraf.pades.pdf.MalformedPdf.Reason.BAD_OBJECT;
import static id.paraf.pades.pdf.MalformedPdf.Reason.TOO_LARGE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.UNEXPECTED_END;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import id.paraf.pades.pdf.MalformedPdf.Reason;

/** A position in the data, and what moves it: bytes, white space, words and plain numbers (ISO 32000-2 §7.2). */
class Cursor {

    private static final int SMALLEST_WINDOW = 512;
    private static final int LARGEST_WINDOW = 1 << 15;
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

    final MemorySegment data;
    final long end;
    /** A piece of the data: reading an array costs a tenth of reading a mapped file byte by byte. */
    byte[] window = new byte[0];
    long windowStart;
    int windowLength;
    long position;

    Cursor(MemorySegment data, long position, long end) {
        this.data = data;
        this.position = position;
        this.end = end;
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

    final int peek(int ahead) {
        long at = position + ahead;
        return at < end ? at(at) : -1;
    }

    private int at(long offset) {
        long index = offset - windowStart;
        if (index < 0 || index >= windowLength) {
            fill(offset);
            index = 0;
        }
        return window[(int) index] & 0xFF;
    }

    /** Small objects are the rule; each step forward reads four times as much. */
    private void fill(long offset) {
        int size = (int) Math.min(end - offset, Math.clamp(4L * window.length, SMALLEST_WINDOW, LARGEST_WINDOW));
        if (window.length < size) {
            window = new byte[size];
        }
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, window, 0, size);
        windowStart = offset;
        windowLength = size;
    }

    final int next() throws MalformedPdf {
        if (position >= end) {
            throw fault(UNEXPECTED_END, "the data stops inside an object");
        }
        return at(position++);
    }

    /** Passes white space and comments. */
    void skipSpace() {
        while (position < end) {
            int c = at(position);
            if (c == '%') {
                while (position < end && peek() != '\n' && peek() != '\r') {
                    position++;
                }
            } else if (white(c)) {
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
        if (regular(after)) {
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
        if (digits == 0 || regular(after)) {
            throw fault(BAD_OBJECT, "a number is expected");
        }
        return value;
    }

    /** Neither white space nor a delimiter; not the end. */
    static boolean regular(int c) {
        return c >= 0 && KIND[c] == 0;
    }

    static boolean white(int c) {
        return c >= 0 && KIND[c] == WHITE;
    }

    MalformedPdf fault(Reason reason, String what) {
        return new MalformedPdf(reason, position, what);
    }
}
