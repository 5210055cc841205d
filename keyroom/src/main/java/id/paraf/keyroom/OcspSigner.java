package id.paraf.keyroom;

import java.io.IOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/**
 * An OCSP key that stays open: it signs ResponseData and nothing else, as fast as it can and also while the database is
 * away. Only keys for {@link AuthorityUse#OCSP} can be had like this; they certify nothing and live for weeks.
 */
public final class OcspSigner {

    private final ECPrivateKeyParameters key;

    OcspSigner(byte[] pkcs8) {
        try {
            key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException e) {
            throw new IllegalStateException("A key that this keyroom made is not readable", e);
        }
    }

    /** Signs DER ResponseData with ECDSA over SHA-256. Any number of threads may ask at once. */
    public AuthorityOutcome sign(byte[] responseData) {
        if (!Authorities.is(responseData, ResponseData::getInstance)) {
            return new AuthorityOutcome.Refused("not a DER ResponseData");
        }
        var digest = new SHA256Digest();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(responseData, 0, responseData.length);
        digest.doFinal(hash, 0);
        // RFC 6979: a k that depends on key and message alone cannot repeat, and threads do not queue for randomness.
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] signature = signer.generateSignature(hash);
        var parts = new ASN1EncodableVector(2);
        parts.add(new ASN1Integer(signature[0]));
        parts.add(new ASN1Integer(signature[1]));
        try {
            return new AuthorityOutcome.Signed(new DERSequence(parts).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
