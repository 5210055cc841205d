package id.paraf.status;

import java.util.SplittableRandom;

import id.paraf.pki.ocsp.CertHash;
import id.paraf.pki.ocsp.CertState;

/**
 * What a certificate costs in memory, with both of its answers kept. In this package because the table is nobody's door; run in
 * a process of its own.
 */
public final class OcspMemory {

    private OcspMemory() {
    }

    /** @param arguments how many certificates */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        var random = new SplittableRandom(1);
        var known = new Known();
        long before = used();
        long started = System.nanoTime();
        byte[] serial = new byte[20];
        for (int i = 0; i < count; i++) {
            random.nextBytes(serial);
            serial[0] = (byte) (serial[0] & 0x3f | 0x40);
            known.put(serial, 4_000_000_000L, CertState.NOT_REVOKED);
        }
        double filled = (System.nanoTime() - started) / 1e9;
        long bare = used();
        byte[] r = new byte[32];
        for (int slot = 0; slot < known.slots(); slot++) {
            var entry = known.at(slot);
            if (entry != null) {
                for (CertHash hash : CertHash.values()) {
                    random.nextBytes(r);
                    entry.keep(hash, Kept.of(2_000_000_000L, 2_000_000_000L, CertState.NOT_REVOKED, 0, signature(r)));
                }
            }
        }
        long full = used();
        System.out.printf(java.util.Locale.ROOT, "%d %.1f %.1f %.2f%n", known.size(), (double) (bare - before) / count,
                (double) (full - before) / count, filled);
    }

    private static byte[] signature(byte[] half) {
        byte[] der = new byte[70];
        der[0] = 0x30;
        der[1] = 68;
        for (int at : new int[] {2, 36}) {
            der[at] = 2;
            der[at + 1] = 32;
            System.arraycopy(half, 0, der, at + 2, 32);
            der[at + 2] = (byte) (der[at + 2] & 0x3f | 0x40);
        }
        return der;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
