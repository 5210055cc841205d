package id.paraf.keyroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

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
        // RFC 6979: a k that depends on key and message alone cannot repeat, and threads do not queue for randomness.
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] signature = signer.generateSignature(sha256(message));
        var parts = new ASN1EncodableVector(2);
        parts.add(new ASN1Integer(signature[0]));
        parts.add(new ASN1Integer(signature[1]));
        try {
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] sha256(byte[] message) {
        var digest = new SHA256Digest();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(message, 0, message.length);
        digest.doFinal(hash, 0);
        return hash;
    }
}
