package id.paraf.pki;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The signature algorithms of Paraf's authorities: one for each kind of key. */
public enum SignatureAlgorithm {
    /** P-256 keys, RFC 5758 §3.2: parameters absent. */
    ECDSA_SHA256(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)),
    /** P-384 keys. */
    ECDSA_SHA384(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384)),
    /** RSA keys, RFC 4055 §5: parameters NULL. */
    RSA_SHA256(new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE));

    private final AlgorithmIdentifier identifier;

    SignatureAlgorithm(AlgorithmIdentifier identifier) {
        this.identifier = identifier;
    }

    /** As it stands in certificates and CRLs. */
    public AlgorithmIdentifier identifier() {
        return identifier;
    }

    /** The one algorithm that a key is used with. */
    public static SignatureAlgorithm of(SubjectPublicKeyInfo key) {
        var family = key.getAlgorithm().getAlgorithm();
        if (family.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return RSA_SHA256;
        }
        if (family.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            var curve = ASN1ObjectIdentifier.getInstance(key.getAlgorithm().getParameters());
            if (curve.equals(SECObjectIdentifiers.secp256r1)) {
                return ECDSA_SHA256;
            }
            if (curve.equals(SECObjectIdentifiers.secp384r1)) {
                return ECDSA_SHA384;
            }
        }
        throw new IllegalArgumentException("No signature algorithm for keys of " + family);
    }
}
