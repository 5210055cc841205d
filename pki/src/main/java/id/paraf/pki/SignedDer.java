package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerWriter;

/** Puts together what was to be signed and its signature: SIGNED{…} of X.509, the shape of certificates and CRLs. */
public final class SignedDer {

    private static final int BIT_STRING = 0x03;
    /** Three headers. */
    private static final int ROOM = 24;

    private SignedDer() {
    }

    /** The DER of a certificate or CRL; {@code toBeSigned} is taken byte for byte. */
    public static byte[] of(byte[] toBeSigned, SignatureAlgorithm algorithm, byte[] signature) {
        try {
            byte[] identifier = algorithm.identifier().getEncoded(ASN1Encoding.DER);
            var out = new DerWriter(toBeSigned.length + identifier.length + signature.length + ROOM);
            int all = out.mark();
            out.bytes(signature);
            // X.690 §8.6.2.2: no unused bits.
            out.octet(0);
            out.wrap(BIT_STRING, all);
            out.bytes(identifier);
            out.bytes(toBeSigned);
            out.wrap(DerReader.SEQUENCE, all);
            return out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the signature is the key's over these bytes: asked once more before anything is handed out. */
    public static boolean verifies(byte[] toBeSigned, byte[] signature, SubjectPublicKeyInfo key) {
        if (SignatureAlgorithm.of(key) != SignatureAlgorithm.RSA_SHA256) {
            return Ecdsa.verifies(key, toBeSigned, signature);
        }
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.getEncoded())));
            verifier.update(toBeSigned);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }
}
