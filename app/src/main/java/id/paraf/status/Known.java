package id.paraf.status;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.ocsp.CertHash;
import id.paraf.pki.ocsp.CertState;

/**
 * Every certificate that counts, by its serial number: an open hash table that is read without locks and written by one
 * thread at a time. Made for millions: an entry with both of its signatures takes about 250 bytes.
 */
final class Known {

    /** RFC 5280 §4.1.2.2: up to 20 octets. */
    private static final int SERIAL = 20;
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Entry[].class);

    private volatile @Nullable Entry[] table = new Entry[1 << 10];
    private volatile int size;

    /** One certificate. */
    static final class Entry {

        private final long low;
        private final long middle;
        private final int high;
        private final int notAfter;
        private volatile CertState state;
        private volatile byte @Nullable [] sha1;
        private volatile byte @Nullable [] sha256;

        private Entry(long low, long middle, int high, long notAfter, CertState state) {
            this.low = low;
            this.middle = middle;
            this.high = high;
            this.notAfter = (int) Math.min(notAfter, 0xffff_ffffL);
            this.state = state;
        }

        private boolean is(long low, long middle, int high) {
            return this.low == low && this.middle == middle && this.high == high;
        }

        CertState state() {
            return state;
        }

        /** Last second of its validity. */
        long notAfter() {
            return Integer.toUnsignedLong(notAfter);
        }

        /** The answer that was kept, as {@link Kept} reads it, or null. */
        byte @Nullable [] kept(CertHash hash) {
            return hash == CertHash.SHA1 ? sha1 : sha256;
        }

        void keep(CertHash hash, byte @Nullable [] kept) {
            if (hash == CertHash.SHA1) {
                sha1 = kept;
            } else {
                sha256 = kept;
            }
        }

        /** Content of the serial number's INTEGER. */
        byte[] serial() {
            byte[] all = new byte[SERIAL + 1];
            put(all, 1, high, 4);
            put(all, 5, middle, 8);
            put(all, 13, low, 8);
            int start = 0;
            while (start < SERIAL && all[start] == 0 && all[start + 1] >= 0) {
                start++;
            }
            return Arrays.copyOfRange(all, start, all.length);
        }

        private static void put(byte[] to, int at, long value, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = (byte) (value >> 8 * (count - 1 - i));
            }
        }
    }

    /** What is known about a serial number, or null: it was never issued, or is over for long. */
    @Nullable Entry find(byte[] serial) {
        int from = start(serial);
        if (from < 0) {
            return null;
        }
        long low = bits(serial, serial.length - 8, from);
        long middle = bits(serial, serial.length - 16, from);
        int high = (int) bits(serial, serial.length - 24, from);
        @Nullable Entry[] slots = table;
        for (int i = hash(low, middle, high) & slots.length - 1;; i = i + 1 & slots.length - 1) {
            var entry = (Entry) SLOT.getAcquire(slots, i);
            if (entry == null || entry.is(low, middle, high)) {
                return entry;
            }
        }
    }

    /** Learns a certificate, or what became of one. An answer that says something else is never given again. */
    synchronized void put(byte[] serial, long notAfter, CertState state) {
        int from = start(serial);
        if (from < 0) {
            throw new IllegalArgumentException("A serial number is positive and has at most 20 octets");
        }
        var known = find(serial);
        if (known != null) {
            if (!known.state.equals(state)) {
                known.state = state;
                known.sha1 = null;
                known.sha256 = null;
            }
            return;
        }
        if ((size + 1) * 5L > table.length * 3L) {
            grow();
        }
        insert(table, new Entry(bits(serial, serial.length - 8, from), bits(serial, serial.length - 16, from),
                (int) bits(serial, serial.length - 24, from), notAfter, state));
        size++;
    }

    /** Makes room for so many, at once instead of step by step. */
    synchronized void expect(int count) {
        while (count * 5L > table.length * 3L) {
            grow();
        }
    }

    private void grow() {
        rebuild(table.length * 2, Long.MIN_VALUE);
    }

    /** Forgets what ended before. */
    synchronized void forget(long endedBefore) {
        rebuild(table.length, endedBefore);
    }

    private void rebuild(int length, long endedBefore) {
        var next = new Entry[length];
        int count = 0;
        for (var entry : table) {
            if (entry != null && entry.notAfter() >= endedBefore) {
                insert(next, entry);
                count++;
            }
        }
        table = next;
        size = count;
    }

    private static void insert(@Nullable Entry[] slots, Entry entry) {
        int i = hash(entry.low, entry.middle, entry.high) & slots.length - 1;
        while (slots[i] != null) {
            i = i + 1 & slots.length - 1;
        }
        SLOT.setRelease(slots, i, entry);
    }

    /** Our own serial numbers are random, but those that an operator brings along may be counted up. */
    private static int hash(long low, long middle, int high) {
        long mixed = low * 0x9e3779b97f4a7c15L ^ middle * 0xc2b2ae3d27d4eb4fL ^ high * 0x165667b19e3779f9L;
        mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
        return (int) (mixed ^ mixed >>> 32);
    }

    int size() {
        return size;
    }

    /** How many slots there are for {@link #at}. */
    int slots() {
        return table.length;
    }

    /** The entry of a slot, or null; while the table grows, an entry may be met twice or not at all. */
    @Nullable Entry at(int slot) {
        @Nullable Entry[] slots = table;
        return slot < slots.length ? (Entry) SLOT.getAcquire(slots, slot) : null;
    }

    /** Index of the first octet that counts, or -1 for what is no serial number of ours. */
    private static int start(byte[] serial) {
        int from = serial.length > 1 && serial[0] == 0 ? 1 : 0;
        return serial.length == 0 || serial[0] < 0 || serial.length - from > SERIAL ? -1 : from;
    }

    /** Eight octets from {@code at} on as a number; what lies before the first octet that counts is 0. */
    private static long bits(byte[] serial, int at, int from) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            value = value << 8 | (i < from ? 0 : serial[i] & 0xff);
        }
        return value;
    }
}
