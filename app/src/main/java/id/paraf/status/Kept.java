package id.paraf.status;

import id.paraf.pki.ocsp.CertState;
import id.paraf.pki.ocsp.EcdsaBytes;

/**
 * What is kept of an answer: its times, what it says, who signed, and the signature. The rest of it is the same for all
 * answers and put in when it is given.
 */
final class Kept {

    private static final int PRODUCED = 0;
    private static final int UPDATE = 4;
    private static final int REVOKED = 8;
    private static final int REASON = 12;
    private static final int SIGNER = 13;
    private static final int SIGNATURE = 15;
    private static final int LENGTH = SIGNATURE + EcdsaBytes.LENGTH;

    private Kept() {
    }

    static byte[] of(long producedAt, long thisUpdate, CertState state, int signer, byte[] signature) {
        byte[] kept = new byte[LENGTH];
        put(kept, PRODUCED, producedAt);
        put(kept, UPDATE, thisUpdate);
        put(kept, REVOKED, state.good() ? 0 : state.revokedAt());
        kept[REASON] = (byte) state.reason();
        kept[SIGNER] = (byte) (signer >> 8);
        kept[SIGNER + 1] = (byte) signer;
        EcdsaBytes.fromDer(signature, kept, SIGNATURE);
        return kept;
    }

    static long producedAt(byte[] kept) {
        return get(kept, PRODUCED);
    }

    static long thisUpdate(byte[] kept) {
        return get(kept, UPDATE);
    }

    static int signer(byte[] kept) {
        return (kept[SIGNER] & 0xff) << 8 | kept[SIGNER + 1] & 0xff;
    }

    static byte[] signature(byte[] kept) {
        return EcdsaBytes.toDer(kept, SIGNATURE);
    }

    /** 16 octets that no other answer has. */
    static byte[] tag(byte[] kept) {
        return java.util.Arrays.copyOfRange(kept, SIGNATURE, SIGNATURE + 16);
    }

    /** Whether the answer says this: the last guard between a revocation and an answer that was signed just before it. */
    static boolean says(byte[] kept, CertState state) {
        return state.good() ? get(kept, REVOKED) == 0 : get(kept, REVOKED) == state.revokedAt() && kept[REASON] == state.reason();
    }

    private static void put(byte[] to, int at, long seconds) {
        // Unsigned, good until the year 2106.
        for (int i = 0; i < 4; i++) {
            to[at + i] = (byte) (seconds >> 24 - 8 * i);
        }
    }

    private static long get(byte[] from, int at) {
        return (from[at] & 0xffL) << 24 | (from[at + 1] & 0xff) << 16 | (from[at + 2] & 0xff) << 8 | from[at + 3] & 0xff;
    }
}
