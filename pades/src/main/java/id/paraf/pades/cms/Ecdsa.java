package id.paraf.pades.cms;

import java.io.IOException;
import java.math.BigInteger;

import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Verifies ECDSA by Bouncy Castle's arithmetic, which takes a fifth (P-256) to an eighth (P-384) of the JDK's time: most of what a verdict costs. */
public final class Ecdsa {

    private static final RecentKeys KEYS = new RecentKeys();

    private Ecdsa() {
    }

    /**
     * Whether the signature is the key's. Whatever cannot be read is no signature.
     *
     * @param key SubjectPublicKeyInfo in DER, on a named curve
     * @param digest of the message; longer than the curve's order it is cut (FIPS 186-5 §6.4.2)
     * @param signature r and s in strict DER
     */
    public static boolean verifies(byte[] key, byte[] digest, byte[] signature) {
        try {
            var point = KEYS.get(key);
            var verifier = new ECDSASigner();
            verifier.init(false, point);
            BigInteger[] parts = StandardDSAEncoding.INSTANCE.decode(point.getParameters().getN(), signature);
            return verifier.verifySignature(digest, parts[0], parts[1]);
        } catch (IOException | RuntimeException unreadable) {
            // Bouncy Castle reports malformed DER and points off the curve by many kinds of exception; all mean the same here.
            return false;
        }
    }
}
