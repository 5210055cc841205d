package id.paraf.status;

import java.util.SplittableRandom;

import id.paraf.pki.ocsp.CertHash;
import id.paraf.pki.ocsp.CertState;

/**
 * What a certificate costs in memory, with both of its answers kept, and how long it takes to find one. In this package because the table is nobody's door; run in
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
        System.out.printf(java.util.Locale.ROOT, "%d %.1f %.1f %.2f %.0f%n", known.size(), (double) (bare - before) / count,
                (double) (full - before) / count, filled, nanosToFind(known));
    }

    /** Of certificates all over the table, so that neither this nor the processor's caches know them. */
    private static double nanosToFind(Known known) {
        var serials = new byte[200_000][];
        var random = new SplittableRandom(2);
        for (int i = 0; i < serials.length;) {
            var entry = known.at(random.nextInt(known.slots()));
            if (entry != null) {
                serials[i++] = entry.serial();
            }
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long started = System.nanoTime();
            int kept = 0;
            for (byte[] serial : serials) {
                var entry = known.find(serial);
                kept += entry == null || entry.kept(CertHash.SHA1) == null ? 0 : 1;
            }
            best = Math.min(best, (double) (System.nanoTime() - started) / serials.length);
            if (kept != serials.length) {
                throw new IllegalStateException("Found " + kept);
            }
        }
        return best;
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
