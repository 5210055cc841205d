package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.Signature;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenKeyTest {

    @ParameterizedTest
    @EnumSource(value = KeyAlgorithm.class, names = {"P256", "P384"})
    void theJdkVerifiesWhatItSigns(KeyAlgorithm algorithm) throws Exception {
        var pair = KeyPairs.generate(algorithm, new SecureRandom());
        var key = new OpenKey(pair.getPrivate().getEncoded());
        var random = new Random(5);
        for (int i = 0; i < 30; i++) {
            byte[] message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            byte[] signature = key.sign(message);
            assertThat(key.sign(message)).as("RFC 6979").isEqualTo(signature);
            var jdk = Signature.getInstance(algorithm.signatureName());
            jdk.initVerify(pair.getPublic());
            jdk.update(message);
            assertThat(jdk.verify(signature)).isTrue();
        }
    }
}
