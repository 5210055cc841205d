package id.paraf.keyroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * A P-256 or P-384 key that is open in memory: for one signature, or for signers that read first what they sign. By Bouncy
 * Castle's arithmetic, which takes half (P-256) to a quarter (P-384) of the JDK's CPU time.
 */
final class OpenKey {

    private final ECPrivateKeyParameters key;

    OpenKey(byte[] pkcs8) {
        try {
            key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException e) {
            throw new IllegalStateException("A key that this keyroom made is not readable", e);
        }
    }

    OpenKey(ECPrivateKeyParameters key) {
        this.key = key;
    }

    /** ECDSA over the hash of the key's size (SHA-256 or SHA-384), in DER. Any number of threads may ask at once. */
    byte[] sign(byte[] message) {
        return signDigest(digest(hash(), message));
    }

    /** The same for a digest that was made elsewhere. */
    byte[] signDigest(byte[] digest) {
        // RFC 6979: a k that depends on key and message alone cannot repeat, and threads do not queue for randomness.
        var signer = new ECDSASigner(new HMacDSAKCalculator(hash()));
        signer.init(true, key);
        BigInteger[] signature = signer.generateSignature(digest);
        try {
            return StandardDSAEncoding.INSTANCE.encode(key.getParameters().getN(), signature[0], signature[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Digest hash() {
        return key.getParameters().getN().bitLength() == 384 ? new SHA384Digest() : new SHA256Digest();
    }

    static byte[] sha256(byte[] message) {
        return digest(new SHA256Digest(), message);
    }

    private static byte[] digest(Digest hash, byte[] message) {
        byte[] digest = new byte[hash.getDigestSize()];
        hash.update(message, 0, message.length);
        hash.doFinal(digest, 0);
        return digest;
    }
}
