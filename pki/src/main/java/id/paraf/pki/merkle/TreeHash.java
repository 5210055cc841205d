package id.paraf.pki.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of a tree, told apart by their first byte so that no node can pass for a leaf. */
public final class TreeHash {

    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private TreeHash() {
    }

    /** RFC 9162 §2.1.1: "The hash of an empty list is the hash of an empty string: MTH({}) = HASH()." */
    public static byte[] empty() {
        return sha256().digest();
    }

    /** RFC 9162 §2.1.1: "MTH({d[0]}) = HASH(0x00 || d[0])." */
    public static byte[] leaf(byte[] entry) {
        var digest = sha256();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    /** RFC 9162 §2.1.1: "MTH(D_n) = HASH(0x01 || MTH(D[0:k]) || MTH(D[k:n]))." */
    public static byte[] node(byte[] left, byte[] right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
