package id.paraf.keyroom;

import java.security.KeyPair;
import java.security.SecureRandom;

/**
 * A key that exists only in memory and signs only certificates: for linting a certificate before the authority signs it.
 * Nothing that trusts the authority trusts this.
 */
public final class ThrowAwayKey {

    private final KeyAlgorithm algorithm;
    private final KeyPair pair;
    private final SecureRandom random;

    private ThrowAwayKey(KeyAlgorithm algorithm, SecureRandom random) {
        this.algorithm = algorithm;
        this.random = random;
        this.pair = KeyPairs.generate(algorithm, random);
    }

    /** A fresh key of the same kind as the authority's. */
    public static ThrowAwayKey generate(KeyAlgorithm algorithm, SecureRandom random) {
        return new ThrowAwayKey(algorithm, random);
    }

    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** SubjectPublicKeyInfo in DER. */
    public byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    /** Signs a DER TBSCertificate that names this key's algorithm, and nothing else. */
    public AuthorityOutcome signCertificate(byte[] tbs) {
        if (!Authorities.is(tbs, Authorities.certificateAlgorithm(Authorities.identifier(algorithm)))) {
            return new AuthorityOutcome.Refused("not a DER TBSCertificate for " + algorithm.signatureName());
        }
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        try {
            return new AuthorityOutcome.Signed(KeyPairs.sign(algorithm, pkcs8, tbs, random));
        } finally {
            Seal.wipe(pkcs8);
        }
    }
}
