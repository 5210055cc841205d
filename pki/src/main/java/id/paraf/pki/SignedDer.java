package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Puts together what was to be signed and its signature: SIGNED{…} of X.509, the shape of certificates and CRLs. */
public final class SignedDer {

    private SignedDer() {
    }

    /** The DER of a certificate or CRL; {@code toBeSigned} is taken byte for byte. */
    public static byte[] of(byte[] toBeSigned, SignatureAlgorithm algorithm, byte[] signature) {
        try {
            var parts = new ASN1EncodableVector();
            parts.add(ASN1Primitive.fromByteArray(toBeSigned));
            parts.add(algorithm.identifier());
            parts.add(new DERBitString(signature));
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the signature is the key's over these bytes: asked once more before anything is handed out. */
    public static boolean verifies(byte[] toBeSigned, byte[] signature, SubjectPublicKeyInfo key) {
        var algorithm = SignatureAlgorithm.of(key);
        boolean rsa = algorithm == SignatureAlgorithm.RSA_SHA256;
        String name = rsa ? "SHA256withRSA" : algorithm == SignatureAlgorithm.ECDSA_SHA256 ? "SHA256withECDSA" : "SHA384withECDSA";
        try {
            var verifier = Signature.getInstance(name);
            verifier.initVerify(
                    KeyFactory.getInstance(rsa ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(key.getEncoded())));
            verifier.update(toBeSigned);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }
}
