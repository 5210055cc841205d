package id.paraf.pki.ecdsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Random;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK verifies what is signed here, and what the JDK signs verifies here, and nothing else does. */
class EcdsaTest {

    @ParameterizedTest
    @CsvSource({"secp256r1,SHA256withECDSA", "secp384r1,SHA384withECDSA"})
    void theJdkAgrees(String curve, String algorithm) throws Exception {
        var pair = pair(curve);
        var key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
        var open = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        var other = SubjectPublicKeyInfo.getInstance(pair(curve).getPublic().getEncoded());
        var random = new Random(5);
        for (int i = 0; i < 50; i++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] ours = Ecdsa.sign(key, message);
            assertThat(Ecdsa.sign(key, message)).as("RFC 6979").isEqualTo(ours);
            var jdk = Signature.getInstance(algorithm);
            jdk.initVerify(pair.getPublic());
            jdk.update(message);
            assertThat(jdk.verify(ours)).isTrue();
            jdk.initSign(pair.getPrivate());
            jdk.update(message);
            byte[] theirs = jdk.sign();
            assertThat(Ecdsa.verifies(open, message, theirs)).isTrue();
            assertThat(Ecdsa.verifies(other, message, theirs)).isFalse();
            assertThat(Ecdsa.verifies(open, Arrays.copyOf(message, message.length + 1), theirs)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"secp256r1", "secp384r1"})
    void whatIsNoSignatureIsFalseAndNotAnError(String curve) throws Exception {
        var pair = pair(curve);
        var key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
        var open = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        byte[] message = {1, 2, 3};
        byte[] signature = Ecdsa.sign(key, message);
        for (int i = 0; i < signature.length; i++) {
            byte[] broken = signature.clone();
            broken[i] ^= 1;
            assertThat(Ecdsa.verifies(open, message, broken)).isFalse();
            assertThat(Ecdsa.verifies(open, message, Arrays.copyOf(signature, i))).isFalse();
        }
        assertThat(Ecdsa.verifies(open, message, Arrays.copyOf(signature, signature.length + 1))).isFalse();
        // r = s = 0, and r = s = 1.
        assertThat(Ecdsa.verifies(open, message, new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0})).isFalse();
        assertThat(Ecdsa.verifies(open, message, new byte[] {0x30, 6, 2, 1, 1, 2, 1, 1})).isFalse();
    }

    private static KeyPair pair(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
