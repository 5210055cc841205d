package id.paraf.pki.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.junit.jupiter.api.Test;

import id.paraf.pki.Mutations;
import id.paraf.pki.TestAuthority;
import id.paraf.testing.Proves;

class OcspRequestTest {

    private static final TestAuthority CA = new TestAuthority();
    private static final BigInteger SERIAL = TestAuthority.serial().value();
    private static final X509CertificateHolder ISSUER = holder(CA.issuing);
    private static final IssuerHashes HASHES = new IssuerHashes(ISSUER);

    private static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static OcspRequest.Query query(byte[] request) {
        assertThat(OcspRequest.read(request)).isInstanceOf(OcspRequest.Query.class);
        return (OcspRequest.Query) OcspRequest.read(request);
    }

    private static void malformed(byte[] request, String why) {
        assertThat(OcspRequest.read(request)).isInstanceOfSatisfying(OcspRequest.Malformed.class,
                malformed -> assertThat(malformed.why()).contains(why));
    }

    @Test
    @Proves("OC-03")
    void bothHashesNameTheIssuerAndOthersDoNot() {
        for (var hash : CertHash.values()) {
            var id = query(Requests.ask(ISSUER, hash, SERIAL)).id();
            assertThat(new BigInteger(id.serial())).isEqualTo(SERIAL);
            assertThat(HASHES.issued(id)).isTrue();
            assertThat(HASHES.issued(query(Requests.ask(holder(CA.root), hash, SERIAL)).id())).isFalse();
        }
    }

    @Test
    @Proves("OC-03")
    void moreThanOneCertificateIsMalformed() throws Exception {
        var two = new OCSPReqBuilder().addRequest(Requests.id(ISSUER, CertHash.SHA1, SERIAL))
                .addRequest(Requests.id(ISSUER, CertHash.SHA1, SERIAL.add(BigInteger.ONE))).build().getEncoded();
        malformed(two, "more than one");
    }

    @Test
    @Proves("OC-09")
    void aNonceIsMeasuredInsideItsOctetString() {
        malformed(Requests.ask(ISSUER, CertHash.SHA1, SERIAL, Requests.nonce(0)), "nonce of 0");
        malformed(Requests.ask(ISSUER, CertHash.SHA1, SERIAL, Requests.nonce(129)), "nonce of 129");
        for (int length : new int[] {1, 15, 16, 32, 33, 128}) {
            assertThat(query(Requests.ask(ISSUER, CertHash.SHA256, SERIAL, Requests.nonce(length))).nonce()).hasSize(length)
                    .containsOnly(0x5a);
        }
        var bare = new Extension(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.2"), false, new DEROctetString(new byte[16]));
        assertThat(OcspRequest.read(Requests.ask(ISSUER, CertHash.SHA1, SERIAL, bare))).isInstanceOf(OcspRequest.Malformed.class);
    }

    @Test
    @Proves("OC-11")
    void anUnknownExtensionIsPassedOverUnlessItIsCritical() {
        var id = new ASN1ObjectIdentifier("1.2.3.4.5");
        assertThat(query(Requests.ask(ISSUER, CertHash.SHA1, SERIAL, new Extension(id, false, new byte[] {5, 0}))).nonce())
                .isNull();
        malformed(Requests.ask(ISSUER, CertHash.SHA1, SERIAL, new Extension(id, true, new byte[] {5, 0})), "critical");
    }

    @Test
    @Proves("OC-01")
    void whatIsNotDerIsMalformed() {
        byte[] good = Requests.ask(ISSUER, CertHash.SHA1, SERIAL);
        query(good);
        malformed(new byte[0], "missing");
        malformed(Arrays.copyOf(good, good.length + 1), "follows");
        malformed(Arrays.copyOf(good, good.length - 1), "beyond");
        malformed(new byte[OcspRequest.LONGEST + 1], "longer");
        // The same request with its outer length in BER: indefinite, and in more octets than needed.
        byte[] content = Arrays.copyOfRange(good, 2, good.length);
        malformed(concat("3080", content, "0000"), "indefinite");
        malformed(concat("3081" + HexFormat.of().toHexDigits((byte) content.length), content, ""), "minimal");
        // version [0] INTEGER 0 is the default, and a default is not encoded.
        malformed(HexFormat.of().parseHex("3009" + "3007" + "a003020100" + "3000"), "version");
    }

    private static byte[] concat(String before, byte[] middle, String after) {
        return HexFormat.of().parseHex(before + HexFormat.of().formatHex(middle) + after);
    }

    /** Whatever is understood, Bouncy Castle understands the same way, and it was DER to the last bit. */
    @Test
    @Proves("OC-01")
    void aHundredThousandMutationsAreReadAsBouncyCastleReadsThem() throws Exception {
        var random = new Random(20261102);
        var seeds = List.of(Requests.ask(ISSUER, CertHash.SHA1, SERIAL), Requests.ask(ISSUER, CertHash.SHA256, SERIAL),
                Requests.ask(ISSUER, CertHash.SHA256, SERIAL, Requests.nonce(16)),
                Requests.ask(ISSUER, CertHash.SHA1, SERIAL, Requests.nonce(32),
                        new Extension(new ASN1ObjectIdentifier("1.2.3.4"), false, new byte[] {5, 0})));
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = Mutations.of(seeds.get(random.nextInt(seeds.size())), random);
            if (OcspRequest.read(mutant) instanceof OcspRequest.Query(CertId id, byte[] nonce)) {
                understood++;
                var theirs = new OCSPReq(mutant);
                assertThat(theirs.getRequestList()).hasSize(1);
                var their = theirs.getRequestList()[0].getCertID();
                assertThat(new BigInteger(id.serial())).isEqualTo(their.getSerialNumber());
                assertThat(id.nameHash()).isEqualTo(their.getIssuerNameHash());
                assertThat(id.keyHash()).isEqualTo(their.getIssuerKeyHash());
                var theirNonce = theirs.getExtension(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.2"));
                assertThat(nonce == null).isEqualTo(theirNonce == null);
                if (nonce != null) {
                    assertThat(theirNonce.getExtnValue().getOctets()).isEqualTo(new DEROctetString(nonce).getEncoded());
                }
                assertThat(OCSPRequest.getInstance(mutant).getEncoded(ASN1Encoding.DER)).isEqualTo(mutant);
            }
        }
        assertThat(understood).isGreaterThan(5_000).isLessThan(95_000);
    }
}
