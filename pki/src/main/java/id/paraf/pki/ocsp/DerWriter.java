package id.paraf.pki.ocsp;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Writes DER from the end to the front, so that each length is known when it is written. */
final class DerWriter {

    private final byte[] buffer;
    private int at;

    DerWriter(int capacity) {
        buffer = new byte[capacity];
        at = capacity;
    }

    /** Where the content that is written next will end. */
    int mark() {
        return at;
    }

    void bytes(byte[] bytes) {
        at -= bytes.length;
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
    }

    void octet(int value) {
        buffer[--at] = (byte) value;
    }

    /** Puts tag and length before everything that was written since the mark. */
    void wrap(int tag, int mark) {
        int length = mark - at;
        if (length < 0x80) {
            octet(length);
        } else if (length < 0x100) {
            octet(length);
            octet(0x81);
        } else {
            octet(length);
            octet(length >> 8);
            octet(0x82);
        }
        octet(tag);
    }

    void value(int tag, byte[] content) {
        int mark = mark();
        bytes(content);
        wrap(tag, mark);
    }

    /** RFC 5280 §4.1.2.5.2: GeneralizedTime in Greenwich Mean Time, with seconds and without fractions. */
    void time(long epochSecond) {
        var time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        octet('Z');
        digits(time.getSecond(), 2);
        digits(time.getMinute(), 2);
        digits(time.getHour(), 2);
        digits(time.getDayOfMonth(), 2);
        digits(time.getMonthValue(), 2);
        digits(time.getYear(), 4);
        octet(15);
        octet(0x18);
    }

    private void digits(int value, int count) {
        int left = value;
        for (int i = 0; i < count; i++) {
            octet('0' + left % 10);
            left /= 10;
        }
    }

    byte[] finish() {
        return at == 0 ? buffer : Arrays.copyOfRange(buffer, at, buffer.length);
    }
}
