package id.paraf.pki.ocsp;

import java.util.Arrays;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerWriter;

/** A P-256 signature in 64 bytes, r and s, where millions are kept; on the wire it is a SEQUENCE of two INTEGERs. */
public final class EcdsaBytes {

    /** Bytes of r and s together. */
    public static final int LENGTH = 64;
    private static final int HALF = 32;

    private EcdsaBytes() {
    }

    /** RFC 3279 §2.2.3, Ecdsa-Sig-Value, of the 64 bytes at {@code from}. */
    public static byte[] toDer(byte[] raw, int from) {
        var out = new DerWriter(LENGTH + 8);
        int mark = out.mark();
        integer(out, raw, from + HALF);
        integer(out, raw, from);
        out.wrap(DerReader.SEQUENCE, mark);
        return out.finish();
    }

    private static void integer(DerWriter out, byte[] raw, int from) {
        int start = from;
        while (start < from + HALF - 1 && raw[start] == 0) {
            start++;
        }
        int mark = out.mark();
        for (int i = from + HALF - 1; i >= start; i--) {
            out.octet(raw[i]);
        }
        if (raw[start] < 0) {
            out.octet(0);
        }
        out.wrap(DerReader.INTEGER, mark);
    }

    /** Writes r and s of a DER signature to {@code to}. */
    public static void fromDer(byte[] der, byte[] raw, int to) {
        var whole = new DerReader(der);
        var both = whole.enter(DerReader.SEQUENCE);
        whole.end();
        half(both.integer(), raw, to);
        half(both.integer(), raw, to + HALF);
        both.end();
    }

    private static void half(byte[] integer, byte[] raw, int to) {
        int skip = integer[0] == 0 && integer.length > 1 ? 1 : 0;
        int length = integer.length - skip;
        if (length > HALF || integer[0] < 0) {
            throw new IllegalArgumentException("No number below 2^256");
        }
        Arrays.fill(raw, to, to + HALF - length, (byte) 0);
        System.arraycopy(integer, skip, raw, to + HALF - length, length);
    }
}
