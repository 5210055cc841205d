package id.paraf.keyroom;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

import id.paraf.pki.ecdsa.Ecdsa;

/** A P-256 key that stays open in memory, for signers that read first what they sign. */
final class OpenKey {

    private final ECPrivateKeyParameters key;

    OpenKey(byte[] pkcs8) {
        try {
            key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException e) {
            throw new IllegalStateException("A key that this keyroom made is not readable", e);
        }
    }

    /** ECDSA over SHA-256, in DER. Any number of threads may ask at once. */
    byte[] sign(byte[] message) {
        return Ecdsa.sign(key, message);
    }

    static byte[] sha256(byte[] message) {
        var digest = new SHA256Digest();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(hash, 0);
        return hash;
    }
}
