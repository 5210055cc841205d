package id.paraf.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encoding;
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

    /** Verifying dominates, and short RSA keys verify quickest: most seeds have one. No length is looked at here. */
    @Test
    @Proves("CA-05")
    void aHundredThousandMutationsAreRefusedUnlessTheySayWhatWasSigned() throws Exception {
        var random = new Random(28);
        var rsa = TestAuthority.rsa(1024);
        byte[] elliptic = request(KEY, KEY, "SHA256withECDSA");
        byte[] quick = request(rsa, rsa, "SHA256withRSA");
        byte[] text = CertificateRequest.pem(quick).getBytes(StandardCharsets.US_ASCII);
        var seeds = List.of(elliptic, quick, quick, quick, quick, quick, quick, quick, text, text);
        int proven = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            byte[] mutant = Mutations.of(seed, random);
            // Whatever else it throws ends the test.
            if (CertificateRequest.of(mutant) instanceof CertificateRequest.Proven(var key)) {
                proven++;
                assertThat(key).isEqualTo(TestAuthority.info(seed == elliptic ? KEY : rsa));
                assertThat(signed(mutant)).isEqualTo(signed(seed));
            }
        }
        // Line ends and the label of a PEM, and a byte that was replaced by itself.
        assertThat(proven).isPositive().isLessThan(10_000);
        for (var odd : List.of(new byte[0],
                "-----BEGIN CERTIFICATE REQUEST-----\n!\n-----END CERTIFICATE REQUEST-----".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(CertificateRequest.of(odd)).isInstanceOf(CertificateRequest.Refused.class);
        }
    }

    private static byte[] signed(byte[] file) throws Exception {
        return new PKCS10CertificationRequest(Pkcs10.der(file)).toASN1Structure().getCertificationRequestInfo()
                .getEncoded(ASN1Encoding.DER);
    }
}
