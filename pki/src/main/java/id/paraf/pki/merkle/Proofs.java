package id.paraf.pki.merkle;

import java.security.MessageDigest;
import java.util.List;

/** Verifies proofs; whatever is malformed proves nothing. */
public final class Proofs {

    private Proofs() {
    }

    /** Whether the proof shows the leaf at this place of the tree with this root. */
    public static boolean included(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        // RFC 9162 §2.1.3.2, step by step.
        if (index < 0 || index >= size || malformed(leafHash, root) || malformed(proof)) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : proof) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = TreeHash.node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = TreeHash.node(r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(r, root);
    }

    /** Whether the proof shows that the second tree is the first with more leaves after it. */
    public static boolean consistent(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
        if (first < 0 || first > second || malformed(firstRoot, secondRoot) || malformed(proof)) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (first == 0) {
            // Every tree grows out of the empty one.
            return proof.isEmpty() && MessageDigest.isEqual(firstRoot, TreeHash.empty());
        }
        boolean whole = Long.bitCount(first) == 1;
        if (proof.isEmpty()) {
            return false;
        }
        // RFC 9162 §2.1.4.2: "If first is an exact power of 2, then prepend first_hash to the consistency_path array."
        byte[] fr = whole ? firstRoot : proof.getFirst();
        byte[] sr = fr;
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>>= 1;
            sn >>>= 1;
        }
        for (byte[] c : whole ? proof : proof.subList(1, proof.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = TreeHash.node(c, fr);
                sr = TreeHash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = TreeHash.node(sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(fr, firstRoot) && MessageDigest.isEqual(sr, secondRoot);
    }

    private static boolean malformed(List<byte[]> hashes) {
        return hashes.size() > 2 * Long.SIZE || malformed(hashes.toArray(byte[][]::new));
    }

    private static boolean malformed(byte[]... hashes) {
        for (byte[] hash : hashes) {
            if (hash.length != TreeHash.LENGTH) {
                return true;
            }
        }
        return false;
    }
}
