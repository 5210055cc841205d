package id.paraf.pki;

import java.io.IOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Verifies ECDSA over P-256 with SHA-256 and P-384 with SHA-384, by Bouncy Castle: measured on one machine in a fifth and an
 * eighth of the JDK's CPU time.
 */
final class Ecdsa {

    private static final RecentKeys KEYS = new RecentKeys();

    private Ecdsa() {
    }

    /** Whether the signature, in strict DER, is the key's over the message. Whatever cannot be read is no signature. */
    static boolean verifies(SubjectPublicKeyInfo key, byte[] message, byte[] signature) {
        try {
            var point = KEYS.get(key);
            BigInteger order = point.getParameters().getN();
            Digest hash = order.bitLength() == 384 ? new SHA384Digest() : new SHA256Digest();
            byte[] digest = new byte[hash.getDigestSize()];
            hash.update(message, 0, message.length);
            hash.doFinal(digest, 0);
            var verifier = new ECDSASigner();
            verifier.init(false, point);
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(order, signature);
            return verifier.verifySignature(digest, parts[0], parts[1]);
        } catch (IOException | RuntimeException unreadable) {
            // Bouncy Castle reports malformed DER and points off the curve by many kinds of exception; all mean the same here.
            return false;
        }
    }
}
