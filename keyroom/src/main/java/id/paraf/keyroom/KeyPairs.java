package id.paraf.keyroom;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.Cipher;

/** Makes keys and uses them; the only class that holds a private key in its hands, and never for longer than a call. */
final class KeyPairs {

    /** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 §9.2, note 1). */
    private static final byte[] SHA256_DIGEST_INFO = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65,
            0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

    private KeyPairs() {
    }

    static KeyPair generate(KeyAlgorithm algorithm, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm.family());
            switch (algorithm) {
                case P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                case P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
                case RSA2048, RSA3072, RSA4096 -> generator.initialize(algorithm.bits(), random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }

    /** Signs a SHA-256 digest with a P-256 or RSA key. */
    static byte[] signDigest(KeyAlgorithm algorithm, byte[] pkcs8, byte[] sha256, SecureRandom random) {
        try {
            if (algorithm.family().equals("EC")) {
                return new OpenKey(pkcs8).signDigest(sha256);
            }
            // RFC 8017 §8.2.1: with a private key, this cipher applies EMSA-PKCS1-v1_5's block type 1.
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, parseRsa(pkcs8), random);
            cipher.update(SHA256_DIGEST_INFO);
            return cipher.doFinal(sha256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that this keyroom made does not sign", e);
        }
    }

    /** Signs a message with the key's one algorithm. */
    static byte[] sign(KeyAlgorithm algorithm, byte[] pkcs8, byte[] message, SecureRandom random) {
        try {
            if (algorithm.family().equals("EC")) {
                return new OpenKey(pkcs8).sign(message);
            }
            var signature = Signature.getInstance(algorithm.signatureName());
            signature.initSign(parseRsa(pkcs8), random);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that this keyroom made does not sign", e);
        }
    }

    private static PrivateKey parseRsa(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
