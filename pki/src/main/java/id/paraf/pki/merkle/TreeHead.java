package id.paraf.pki.merkle;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * What a log signs to say how far it has come.
 *
 * @param timestamp milliseconds since 1970, UTC
 * @param size number of leaves
 * @param root hash of the tree over them
 */
public record TreeHead(long timestamp, long size, byte[] root) {

    public TreeHead {
        if (timestamp < 0 || size < 0 || root.length != TreeHash.LENGTH) {
            throw new IllegalArgumentException("Not the head of a tree");
        }
    }

    /**
     * RFC 9162 §4.10: {@code struct { uint64 timestamp; uint64 tree_size; NodeHash root_hash; SthExtension
     * sth_extensions<0..2^16-1>; } TreeHeadDataV2}, where {@code opaque NodeHash<32..2^8-1>}, without extensions.
     */
    public byte[] toBeSigned() {
        return ByteBuffer.allocate(8 + 8 + 1 + TreeHash.LENGTH + 2).putLong(timestamp).putLong(size)
                .put((byte) TreeHash.LENGTH).put(root).putShort((short) 0).array();
    }

    /** Whether the signature (ECDSA with SHA-256, DER) is the one of this head by this key (SubjectPublicKeyInfo in DER). */
    public boolean signedBy(byte[] publicKey, byte[] signature) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey)));
            verifier.update(toBeSigned());
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHead head && timestamp == head.timestamp && size == head.size && Arrays.equals(root, head.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root) * 31 + Long.hashCode(timestamp);
    }
}
