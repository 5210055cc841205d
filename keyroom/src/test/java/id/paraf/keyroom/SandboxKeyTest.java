package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

/** Keys of a sandbox: the same everywhere, one for each name, and good for what they are for. */
class SandboxKeyTest {

    private static SecretKey secret(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Test
    void secretAndNameMakeTheKey() {
        byte[] key = SandboxKey.of(secret(1), "a").publicKey();
        assertThat(SandboxKey.of(secret(1), "a").publicKey()).isEqualTo(key);
        assertThat(SandboxKey.of(secret(1), "b").publicKey()).isNotEqualTo(key);
        assertThat(SandboxKey.of(secret(2), "a").publicKey()).isNotEqualTo(key);
    }

    @Test
    void itsSignatureVerifiesAsAnyOther() throws GeneralSecurityException {
        byte[] message = "Sesuatu".getBytes(StandardCharsets.UTF_8);
        var key = SandboxKey.of(secret(1), "a");
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.publicKey())));
        verifier.update(message);
        assertThat(verifier.verify(key.signDigest(MessageDigest.getInstance("SHA-256").digest(message)).signature())).isTrue();
    }

    @Test
    void itSignsNoBytesThatAreNeitherCertificateNorList() {
        var key = SandboxKey.of(secret(1), "a");
        byte[] bytes = {0x30, 0x03, 0x02, 0x01, 0x01};
        assertThat(key.signCertificate(bytes)).isInstanceOf(AuthorityOutcome.Refused.class);
        assertThat(key.signCrl(bytes)).isInstanceOf(AuthorityOutcome.Refused.class);
    }
}
