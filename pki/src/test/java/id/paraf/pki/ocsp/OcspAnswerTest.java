package id.paraf.pki.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Date;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;

import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.SubjectName;
import id.paraf.pki.TestAuthority;
import id.paraf.testing.Proves;

class OcspAnswerTest {

    private static final TestAuthority CA = new TestAuthority();
    private static final KeyPair KEY = TestAuthority.ec("secp256r1");
    private static final long NOW = TestAuthority.NOW.getEpochSecond();
    private static final X509CertificateHolder ISSUER = holder(CA.issuing);
    private static final X509CertificateHolder RESPONDER = holder(
            TestAuthority.sign(new CertificateBody(TestAuthority.OCSP_RESPONDER,
                    TestAuthority.serial(), CA.issuingName.toX500(), TestAuthority.info(CA.issuingKey),
                    SubjectName.authority("ID", "Contoh", "Contoh OCSP").toX500(), TestAuthority.info(KEY), TestAuthority.NOW,
                    TestAuthority.NOW.plus(Duration.ofDays(30)),
                    new Locations(TestAuthority.LOCATIONS.crls(), TestAuthority.LOCATIONS.issuer(),
                            null, null))
                    .toBeSigned(), CA.issuingKey));
    private static final IssuerHashes HASHES = new IssuerHashes(ISSUER);
    private static final ResponderIdentity IDENTITY = new ResponderIdentity(RESPONDER);

    private static X509CertificateHolder holder(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] response(CertHash hash, BigInteger serial, CertState state, byte[] nonce) {
        byte[] tbs = new OcspAnswer(hash, HASHES, serial.toByteArray(), state, NOW + 5, NOW, NOW + 86_400, nonce)
                .toBeSigned(IDENTITY);
        return OcspAnswer.signed(tbs, TestAuthority.signature(tbs, KEY), IDENTITY);
    }

    private static BasicOCSPResp parse(byte[] response) throws Exception {
        assertThat(OCSPResponse.getInstance(response).getEncoded(ASN1Encoding.DER)).isEqualTo(response);
        var parsed = new OCSPResp(response);
        assertThat(parsed.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        var basic = (BasicOCSPResp) parsed.getResponseObject();
        assertThat(basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(RESPONDER))).isTrue();
        return basic;
    }

    @Test
    @Proves({"OC-03", "OC-07", "OC-08", "OC-11"})
    void bouncyCastleReadsTheSameAndTheBytesAreDer() throws Exception {
        for (var hash : CertHash.values()) {
            var serial = TestAuthority.serial().value();
            var basic = parse(response(hash, serial, CertState.NOT_REVOKED, OcspAnswer.NO_NONCE));
            assertThat(basic.getResponses()).hasSize(1);
            var single = basic.getResponses()[0];
            assertThat(single.getCertID()).isEqualTo(Requests.id(ISSUER, hash, serial));
            assertThat(single.getCertStatus()).isEqualTo(CertificateStatus.GOOD);
            assertThat(single.getThisUpdate()).isEqualTo(new Date(NOW * 1000));
            assertThat(single.getNextUpdate()).isEqualTo(new Date((NOW + 86_400) * 1000));
            assertThat(single.hasExtensions()).isFalse();
            assertThat(basic.hasExtensions()).isFalse();
            assertThat(basic.getProducedAt()).isEqualTo(new Date((NOW + 5) * 1000));
            assertThat(basic.getCerts()).containsExactly(RESPONDER);
            assertThat(basic.getResponderId().toASN1Primitive().getKeyHash())
                    .isEqualTo(CertHash.SHA1.of(RESPONDER.getSubjectPublicKeyInfo().getPublicKeyData().getBytes()));
        }
    }

    @Test
    @Proves("OC-06")
    void aRevocationHasItsTimeAndItsReasonUnlessNoneWasStated() throws Exception {
        var serial = TestAuthority.serial().value();
        var stated = (RevokedStatus) parse(response(CertHash.SHA256, serial, new CertState(NOW - 60, 1), OcspAnswer.NO_NONCE))
                .getResponses()[0]
                .getCertStatus();
        assertThat(stated.getRevocationTime()).isEqualTo(new Date((NOW - 60) * 1000));
        assertThat(stated.getRevocationReason()).isEqualTo(1);
        var unstated = (RevokedStatus) parse(response(CertHash.SHA1, serial, new CertState(NOW, 0), OcspAnswer.NO_NONCE))
                .getResponses()[0]
                .getCertStatus();
        assertThat(unstated.hasRevocationReason()).isFalse();
    }

    @Test
    @Proves("OC-09")
    void aNonceIsEchoedOctetByOctet() throws Exception {
        for (int length : new int[] {1, 16, 32, 128}) {
            var wanted = Requests.nonce(length);
            byte[] nonce = new byte[length];
            java.util.Arrays.fill(nonce, (byte) 0x5a);
            var basic = parse(response(CertHash.SHA1, TestAuthority.serial().value(), CertState.NOT_REVOKED, nonce));
            assertThat(basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)).isEqualTo(wanted);
        }
    }

    @Test
    @Proves("OC-07")
    void anAnswerThatIsOverOrOfTheFutureCannotBeMade() {
        for (long[] times : new long[][] {{NOW, NOW + 1, NOW + 2}, {NOW, NOW, NOW}, {NOW + 2, NOW, NOW + 2}}) {
            assertThatThrownBy(
                    () -> new OcspAnswer(CertHash.SHA1, HASHES, new byte[] {1}, CertState.NOT_REVOKED, times[0], times[1],
                            times[2], OcspAnswer.NO_NONCE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void signaturesSurviveTheShortForm() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] raw = new byte[EcdsaBytes.LENGTH + 3];
            random.nextBytes(raw);
            if (i % 3 == 0) {
                java.util.Arrays.fill(raw, 3, 3 + random.nextInt(5), (byte) 0);
            }
            byte[] der = EcdsaBytes.toDer(raw, 3);
            byte[] back = new byte[raw.length];
            EcdsaBytes.fromDer(der, back, 3);
            assertThat(java.util.Arrays.copyOfRange(back, 3, back.length))
                    .isEqualTo(java.util.Arrays.copyOfRange(raw, 3, raw.length));
            var r = new BigInteger(1, java.util.Arrays.copyOfRange(raw, 3, 35));
            assertThat(org.bouncycastle.asn1.ASN1Sequence.getInstance(der).getObjectAt(0))
                    .isEqualTo(new org.bouncycastle.asn1.ASN1Integer(r));
        }
    }

    @Test
    @Proves({"OC-02", "OC-04", "OC-05"})
    void errorsAreResponsesToo() throws Exception {
        assertThat(new OCSPResp(OcspError.MALFORMED_REQUEST.der()).getStatus()).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(new OCSPResp(OcspError.UNAUTHORIZED.der()).getStatus()).isEqualTo(OCSPResp.UNAUTHORIZED);
        assertThat(new OCSPResp(OcspError.TRY_LATER.der()).getStatus()).isEqualTo(OCSPResp.TRY_LATER);
        assertThat(new OCSPResp(OcspError.INTERNAL_ERROR.der()).getStatus()).isEqualTo(OCSPResp.INTERNAL_ERROR);
    }
}
