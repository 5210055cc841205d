package id.paraf.pades.verify;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.cms.Ecdsa;

/** A signature algorithm as Java calls it, or why it is refused. */
sealed interface SignatureScheme {

    /** Longer keys only cost time: they are used to make verifiers work. */
    int LONGEST_RSA_BITS = 8192;

    Map<ASN1ObjectIdentifier, Digest> RSA = Map.of(PKCSObjectIdentifiers.sha256WithRSAEncryption, Digest.SHA256,
            PKCSObjectIdentifiers.sha384WithRSAEncryption, Digest.SHA384, PKCSObjectIdentifiers.sha512WithRSAEncryption,
            Digest.SHA512);
    Map<ASN1ObjectIdentifier, Digest> ECDSA = Map.of(X9ObjectIdentifiers.ecdsa_with_SHA256, Digest.SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384, Digest.SHA384, X9ObjectIdentifiers.ecdsa_with_SHA512, Digest.SHA512);
    Set<ASN1ObjectIdentifier> WEAK = Set.of(PKCSObjectIdentifiers.md5WithRSAEncryption,
            PKCSObjectIdentifiers.sha1WithRSAEncryption, PKCSObjectIdentifiers.sha224WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA1, X9ObjectIdentifiers.ecdsa_with_SHA224, X9ObjectIdentifiers.id_dsa_with_sha1);
    Set<Integer> CURVE_BITS = Set.of(256, 384, 521);

    /** An algorithm that counts. */
    record Known(String javaName, @Nullable PSSParameterSpec parameters, Digest digest, boolean rsa) implements SignatureScheme {

        /** Whether the value is the key's signature; a key of another family, or one that is odd, signs nothing. */
        boolean verifies(PublicKey key, byte[] signed, byte[] value) {
            if (rsa != key instanceof RSAPublicKey) {
                return false;
            }
            if (key instanceof ECPublicKey) {
                return Ecdsa.verifies(key.getEncoded(), digest.of(signed), value);
            }
            try {
                var signature = Signature.getInstance(javaName);
                if (parameters != null) {
                    signature.setParameter(parameters);
                }
                signature.initVerify(key);
                signature.update(signed);
                return signature.verify(value);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** An algorithm that does not. */
    record Refused(Reason reason) implements SignatureScheme {
    }

    /** How Java verifies a certificate or a list. */
    interface JavaVerifies {
        void verify(PublicKey key) throws GeneralSecurityException;
    }

    /**
     * Whether a certificate or a list is signed by a key.
     *
     * @param oid of its signature algorithm
     * @param otherwise asked about everything but ECDSA
     */
    static boolean signs(PublicKey key, String oid, byte[] toBeSigned, byte[] signature, JavaVerifies otherwise) {
        var ecdsa = key instanceof ECPublicKey ? ECDSA.get(new ASN1ObjectIdentifier(oid)) : null;
        if (ecdsa != null) {
            return Ecdsa.verifies(key.getEncoded(), ecdsa.of(toBeSigned), signature);
        }
        try {
            otherwise.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * What an AlgorithmIdentifier stands for.
     *
     * @param beside the digest named beside it, for signers that name only the key's family (RFC 3370 §3.2: rsaEncryption)
     */
    static SignatureScheme of(AlgorithmIdentifier algorithm, @Nullable Digest beside) {
        var oid = algorithm.getAlgorithm();
        var rsa = oid.equals(PKCSObjectIdentifiers.rsaEncryption) ? beside : RSA.get(oid);
        if (rsa != null) {
            return new Known(rsa.shortName() + "withRSA", null, rsa, true);
        }
        var ecdsa = oid.equals(X9ObjectIdentifiers.id_ecPublicKey) ? beside : ECDSA.get(oid);
        if (ecdsa != null) {
            return new Known(ecdsa.shortName() + "withECDSA", null, ecdsa, false);
        }
        if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return pss(algorithm);
        }
        return new Refused(WEAK.contains(oid) ? Reason.WEAK_DIGEST : Reason.ALGORITHM_UNKNOWN);
    }

    private static SignatureScheme pss(AlgorithmIdentifier algorithm) {
        try {
            var parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
            if (parameters == null) {
                return new Refused(Reason.ALGORITHM_UNKNOWN);
            }
            var oid = parameters.getHashAlgorithm().getAlgorithm();
            var digest = Digest.of(oid);
            if (digest.isEmpty()) {
                return new Refused(Digest.refusal(oid));
            }
            // RFC 4055 §3.1: the mask's hash is recommended to be the message's; another one is nobody's practice.
            var mask = AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters());
            int salt = parameters.getSaltLength().intValueExact();
            if (!mask.getAlgorithm().equals(oid) || salt < 0 || salt > 512
                    || parameters.getTrailerField().intValueExact() != 1) {
                return new Refused(Reason.ALGORITHM_UNKNOWN);
            }
            String name = digest.get().javaName();
            return new Known("RSASSA-PSS", new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1), digest.get(),
                    true);
        } catch (RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return new Refused(Reason.ALGORITHM_UNKNOWN);
        }
    }

    /** Whether a key is strong enough. */
    static Optional<Reason> strength(PublicKey key, Policy policy) {
        return switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                boolean strong = bits >= policy.minimumRsaBits() && bits <= LONGEST_RSA_BITS && rsa.getModulus().testBit(0)
                        && rsa.getPublicExponent().testBit(0) && rsa.getPublicExponent().bitLength() > 1
                        && rsa.getPublicExponent().bitLength() <= 256;
                yield strong ? Optional.empty() : Optional.of(Reason.WEAK_KEY);
            }
            case ECPublicKey ec when CURVE_BITS.contains(ec.getParams().getOrder().bitLength()) -> Optional.empty();
            default -> Optional.of(Reason.WEAK_KEY);
        };
    }

    /** "RSA 2048" or "P-256". */
    static String describe(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECPublicKey ec -> "P-" + ec.getParams().getOrder().bitLength();
            default -> key.getAlgorithm();
        };
    }
}
