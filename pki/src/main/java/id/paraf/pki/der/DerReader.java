package id.paraf.pki.der;

import java.util.Arrays;

/**
 * A part of DER that is read from front to back, by the rules of X.690 §10 and §8 and no others. Meant for what strangers send:
 * no input makes it deep, slow or large.
 */
public final class DerReader {

    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OID = 0x06;
    public static final int SEQUENCE = 0x30;

    /** Deeper than any name that a request may carry, and too shallow to exhaust a stack. */
    private static final int DEEPEST = 16;

    /** Octets of the longest length: 2 GiB of content, which a list of a million needs a part of; strangers are stopped by what they may send. */
    private static final int LONGEST_LENGTH = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    public DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /** What was sent is no DER of the expected kind. Readers of a grammar turn it into their own outcome. Costs no stack trace. */
    public static final class NotDer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public NotDer(String why) {
            super(why, null, false, false);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    public boolean more() {
        return at < end;
    }

    /** Whether the next value has this tag; false at the end. */
    public boolean next(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /** Goes into the next value, which must have this tag, and leaves it behind here. */
    public DerReader enter(int tag) {
        if (!next(tag)) {
            throw new NotDer(at < end ? "another tag was expected" : "something is missing");
        }
        at++;
        int length = length();
        var inner = new DerReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    /** The content of the next value, which must have this tag. */
    public byte[] content(int tag) {
        var inner = enter(tag);
        return Arrays.copyOfRange(bytes, inner.at, inner.end);
    }

    /** The next value with its header, which must have this tag. */
    public byte[] whole(int tag) {
        int start = at;
        enter(tag);
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** The content of an INTEGER: X.690 §8.3.2, the first nine bits are not all the same. */
    public byte[] integer() {
        byte[] content = content(INTEGER);
        requireInteger(content, 0, content.length);
        return content;
    }

    /** The content of an OBJECT IDENTIFIER: X.690 §8.19.2, subidentifiers that end, in the fewest octets. */
    public byte[] oid() {
        byte[] content = content(OID);
        requireOid(content, 0, content.length);
        return content;
    }

    /** X.690 §11.1: TRUE is 0xFF. */
    public boolean bool() {
        var inner = enter(BOOLEAN);
        requireBoolean(inner);
        return bytes[inner.at] != 0;
    }

    public void end() {
        if (at != end) {
            throw new NotDer("something follows the end");
        }
    }

    /** Goes over one value of any kind, which must be DER all the way down. */
    public void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw new NotDer("nested too deeply");
        }
        if (at >= end) {
            throw new NotDer("something is missing");
        }
        int tag = bytes[at] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            throw new NotDer("a tag of several octets");
        }
        var inner = enter(tag);
        boolean constructed = (tag & 0x20) != 0;
        // X.690 §10.2: the constructed form of string encoding is not used.
        if ((tag & 0xc0) == 0 && (tag == 0 || constructed != (tag == SEQUENCE || tag == 0x31))) {
            throw new NotDer("a universal type in a form that DER does not have");
        }
        if (constructed) {
            while (inner.more()) {
                inner.skip(depth + 1);
            }
            return;
        }
        switch (tag) {
            case BOOLEAN -> requireBoolean(inner);
            case INTEGER, 0x0a -> requireInteger(bytes, inner.at, inner.end);
            case NULL -> inner.end();
            case OID -> requireOid(bytes, inner.at, inner.end);
            default -> {
                // Strings, times and implicit tags: any octets will do for what is only gone over.
            }
        }
    }

    private static void requireBoolean(DerReader inner) {
        if (inner.end - inner.at != 1 || inner.bytes[inner.at] != 0 && inner.bytes[inner.at] != -1) {
            throw new NotDer("a BOOLEAN that is not DER");
        }
    }

    private static void requireInteger(byte[] bytes, int from, int to) {
        if (from == to || to - from > 1 && (bytes[from] == 0 && bytes[from + 1] >= 0 || bytes[from] == -1 && bytes[from + 1] < 0)) {
            throw new NotDer("an INTEGER that is not minimal");
        }
    }

    private static void requireOid(byte[] bytes, int from, int to) {
        boolean first = true;
        for (int i = from; i < to; i++) {
            if (first && bytes[i] == (byte) 0x80) {
                throw new NotDer("an OBJECT IDENTIFIER that is not minimal");
            }
            first = bytes[i] >= 0;
        }
        if (from == to || !first) {
            throw new NotDer("an OBJECT IDENTIFIER without an end");
        }
    }

    /** X.690 §10.1: the definite form, encoded in the minimum number of octets. */
    private int length() {
        if (at >= end) {
            throw new NotDer("a length is missing");
        }
        int first = bytes[at++] & 0xff;
        int length = first;
        if (first == 0x80) {
            throw new NotDer("an indefinite length");
        }
        if (first > 0x80) {
            int count = first & 0x7f;
            if (count > LONGEST_LENGTH || end - at < count) {
                throw new NotDer("a length beyond the end");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[at++] & 0xff;
            }
            if (length < 0) {
                throw new NotDer("a length beyond the end");
            }
            if (length < 0x80 || length >>> 8 * (count - 1) == 0) {
                throw new NotDer("a length that is not minimal");
            }
        }
        if (length > end - at) {
            throw new NotDer("a length beyond the end");
        }
        return length;
    }
}
