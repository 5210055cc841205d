package id.paraf.pki.der;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Writes DER from the end to the front, so that each length is known when it is written. */
public final class DerWriter {

    private final byte[] buffer;
    private int at;

    /** @param capacity room in bytes for everything that will be written */
    public DerWriter(int capacity) {
        buffer = new byte[capacity];
        at = capacity;
    }

    /** Where the content that is written next will end. */
    public int mark() {
        return at;
    }

    /** Puts bytes before what was written. */
    public void bytes(byte[] bytes) {
        at -= bytes.length;
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
    }

    /** Puts the low eight bits before what was written. */
    public void octet(int value) {
        buffer[--at] = (byte) value;
    }

    /** Puts tag and length before everything that was written since the mark. */
    public void wrap(int tag, int mark) {
        int length = mark - at;
        int octets = 0;
        for (int left = length; length >= 0x80 && left > 0; left >>>= 8) {
            octet(left);
            octets++;
        }
        octet(octets == 0 ? length : 0x80 | octets);
        octet(tag);
    }

    /** Puts a whole value before what was written. */
    public void value(int tag, byte[] content) {
        int mark = mark();
        bytes(content);
        wrap(tag, mark);
    }

    /** RFC 5280 §4.1.2.5.2: GeneralizedTime in Greenwich Mean Time, with seconds and without fractions. */
    public void time(long epochSecond) {
        moment(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC), 4, 0x18);
    }

    /** RFC 5280 §4.1.2.5, §5.1.2.4: UTCTime through the year 2049, GeneralizedTime from 2050 on. */
    public void utcOrGeneralizedTime(long epochSecond) {
        var time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        boolean utc = time.getYear() >= 1950 && time.getYear() < 2050;
        moment(time, utc ? 2 : 4, utc ? 0x17 : 0x18);
    }

    private void moment(LocalDateTime time, int yearDigits, int tag) {
        octet('Z');
        digits(time.getSecond(), 2);
        digits(time.getMinute(), 2);
        digits(time.getHour(), 2);
        digits(time.getDayOfMonth(), 2);
        digits(time.getMonthValue(), 2);
        digits(time.getYear(), yearDigits);
        octet(11 + yearDigits);
        octet(tag);
    }

    private void digits(int value, int count) {
        int left = value;
        for (int i = 0; i < count; i++) {
            octet('0' + left % 10);
            left /= 10;
        }
    }

    /** What was written. */
    public byte[] finish() {
        return at == 0 ? buffer : Arrays.copyOfRange(buffer, at, buffer.length);
    }
}
