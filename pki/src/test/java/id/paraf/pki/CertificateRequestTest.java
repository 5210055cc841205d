package id.paraf.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

class CertificateRequestTest {

    private static final KeyPair KEY = TestAuthority.ec("secp256r1");

    private static byte[] request(KeyPair key, KeyPair signer, String algorithm) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=apa saja"), key.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())).getEncoded();
    }

    private static String why(byte[] file) {
        return ((CertificateRequest.Refused) CertificateRequest.of(file)).why();
    }

    @Test
    @Proves("CA-05")
    void aRequestProvesItsKeyAndSaysNothingElse() throws Exception {
        byte[] good = request(KEY, KEY, "SHA256withECDSA");
        assertThat(CertificateRequest.of(good)).isEqualTo(new CertificateRequest.Proven(TestAuthority.info(KEY)));
        String pem = "-----BEGIN CERTIFICATE REQUEST-----\n" + java.util.Base64.getMimeEncoder().encodeToString(good)
                + "\n-----END CERTIFICATE REQUEST-----\n";
        assertThat(CertificateRequest.of(pem.getBytes())).isEqualTo(CertificateRequest.of(good));
        assertThat(CertificateRequest.of(pem.replace("BEGIN", "BEGIN NEW").replace("END", "END NEW").getBytes()))
                .isInstanceOf(CertificateRequest.Proven.class);
        // What openssl does with a larger curve.
        var large = TestAuthority.ec("secp384r1");
        assertThat(CertificateRequest.of(request(large, large, "SHA256withECDSA"))).isInstanceOf(CertificateRequest.Proven.class);
        var rsa = TestAuthority.rsa(3072);
        assertThat(CertificateRequest.of(request(rsa, rsa, "SHA256withRSA"))).isInstanceOf(CertificateRequest.Proven.class);

        assertThat(why(request(KEY, TestAuthority.ec("secp256r1"), "SHA256withECDSA"))).contains("not signed by the key");
        assertThat(why(request(rsa, rsa, "SHA1withRSA"))).contains("SHA-256 or better");
        assertThat(why(Arrays.copyOf(good, good.length + 1))).contains("no certification request");
        assertThat(why(new byte[CertificateRequest.MOST_BYTES + 1])).contains("too long");
        byte[] indefinite = new byte[good.length + 1];
        assertThat(good[1]).isEqualTo((byte) 0x81);
        indefinite[0] = good[0];
        indefinite[1] = (byte) 0x80;
        System.arraycopy(good, 3, indefinite, 2, good.length - 3);
        assertThat(why(indefinite)).contains("not DER");
    }

    @Test
    void noBytesAreTooOddToBeRefused() throws Exception {
        byte[] good = request(KEY, KEY, "SHA256withECDSA");
        var random = new Random(28);
        for (int i = 0; i < 1_000; i++) {
            byte[] changed = Arrays.copyOf(good, i % 10 == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = 0; flips <= random.nextInt(3) && changed.length > 0; flips++) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThatCode(() -> {
                // A changed request is another key's or nobody's; the same bytes again are the good one.
                var read = CertificateRequest.of(changed);
                assertThat(read instanceof CertificateRequest.Refused || Arrays.equals(changed, good)
                        || read instanceof CertificateRequest.Proven(var key) && new PKCS10CertificationRequest(changed)
                                .getSubjectPublicKeyInfo().equals(key))
                        .isTrue();
            }).doesNotThrowAnyException();
        }
        for (var odd : List.of(new byte[0],
                "-----BEGIN CERTIFICATE REQUEST-----\n!\n-----END CERTIFICATE REQUEST-----".getBytes())) {
            assertThat(CertificateRequest.of(odd)).isInstanceOf(CertificateRequest.Refused.class);
        }
    }
}
