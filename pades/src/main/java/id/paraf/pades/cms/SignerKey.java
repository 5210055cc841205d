package id.paraf.pades.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** What the signer's certificate says about the key: how it signs, and whether a signature is its own. */
public enum SignerKey {
    /** PKCS #1 v1.5 with SHA-256, RFC 4055 §5: parameters NULL. */
    RSA(new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)),
    /** ECDSA with SHA-256 on a NIST curve, RFC 5758 §3.2: parameters absent. */
    EC(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256));

    private final AlgorithmIdentifier identifier;

    SignerKey(AlgorithmIdentifier identifier) {
        this.identifier = identifier;
    }

    /** Null for keys that this signer does not know. */
    public static @Nullable SignerKey of(SubjectPublicKeyInfo key) {
        var type = key.getAlgorithm().getAlgorithm();
        if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return RSA;
        }
        if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                && (curve.equals(SECObjectIdentifiers.secp256r1) || curve.equals(SECObjectIdentifiers.secp384r1)
                        || curve.equals(SECObjectIdentifiers.secp521r1))) {
            return EC;
        }
        return null;
    }

    AlgorithmIdentifier identifier() {
        return identifier;
    }

    /** Whether the value (PKCS #1, or the DER of r and s) is this key's signature over the bytes. */
    public boolean verifies(SubjectPublicKeyInfo key, byte[] bytes, byte[] value) {
        try {
            if (this == EC) {
                return Ecdsa.verifies(key.getEncoded(), MessageDigest.getInstance("SHA-256").digest(bytes), value);
            }
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.getEncoded())));
            verifier.update(bytes);
            return verifier.verify(value);
        } catch (GeneralSecurityException | IOException _) {
            return false;
        }
    }
}
