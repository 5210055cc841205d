package id.paraf.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Random;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JDK signs verifies here, and nothing else does. */
class EcdsaTest {

    @ParameterizedTest
    @CsvSource({"secp256r1,SHA256withECDSA", "secp384r1,SHA384withECDSA"})
    void whatTheJdkSignsVerifiesAndNothingElse(String curve, String algorithm) throws Exception {
        var pair = pair(curve);
        var key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        var other = SubjectPublicKeyInfo.getInstance(pair(curve).getPublic().getEncoded());
        var random = new Random(5);
        for (int i = 0; i < 30; i++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] signature = sign(pair, algorithm, message);
            assertThat(Ecdsa.verifies(key, message, signature)).isTrue();
            assertThat(Ecdsa.verifies(other, message, signature)).isFalse();
            assertThat(Ecdsa.verifies(key, Arrays.copyOf(message, message.length + 1), signature)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,SHA256withECDSA", "secp384r1,SHA384withECDSA"})
    void whatIsNoSignatureIsFalseAndNotAnError(String curve, String algorithm) throws Exception {
        var pair = pair(curve);
        var key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        byte[] message = {1, 2, 3};
        byte[] signature = sign(pair, algorithm, message);
        for (int i = 0; i < signature.length; i++) {
            byte[] broken = signature.clone();
            broken[i] ^= 1;
            assertThat(Ecdsa.verifies(key, message, broken)).isFalse();
            assertThat(Ecdsa.verifies(key, message, Arrays.copyOf(signature, i))).isFalse();
        }
        assertThat(Ecdsa.verifies(key, message, Arrays.copyOf(signature, signature.length + 1))).isFalse();
        // r = s = 0, and r = s = 1.
        assertThat(Ecdsa.verifies(key, message, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})).isFalse();
        assertThat(Ecdsa.verifies(key, message, new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1})).isFalse();
    }

    private static byte[] sign(KeyPair pair, String algorithm, byte[] message) throws Exception {
        var signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(message);
        return signer.sign();
    }

    private static KeyPair pair(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
