package id.paraf.pki.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.Test;

import id.paraf.pki.TestAuthority;
import id.paraf.testing.Proves;

/** Every token against Bouncy Castle, which knows nothing of how we made it. */
class TimestampTokenTest {

    private static final Instant TIME = TestAuthority.NOW.plusMillis(250);
    private final TestTimestamps authority = new TestTimestamps();

    private static TimestampRequest.Query query(ImprintHash hash, boolean nullParameters, BigInteger nonce, boolean certReq) {
        return new TimestampRequest.Query(new Imprint(hash, new byte[hash.length()], nullParameters), null, nonce, certReq);
    }

    @Test
    @Proves({"TS-01", "TS-02"})
    void bouncyCastleBelievesEveryKindOfToken() throws Exception {
        for (var hash : ImprintHash.values()) {
            for (var nonce : new BigInteger[] {null, BigInteger.ONE, BigInteger.TWO.pow(63), BigInteger.TWO.pow(400),
                    BigInteger.TEN.negate()}) {
                for (boolean flag : new boolean[] {true, false}) {
                    var query = query(hash, flag, nonce, flag);
                    var response = new TimeStampResponse(authority.answer(query, TIME));
                    response.validate(new TimeStampRequest(query.der()));
                    var token = response.getTimeStampToken();
                    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority.certificate));
                    assertThat(token.getTimeStampInfo().getNonce()).isEqualTo(nonce);
                    assertThat(token.getTimeStampInfo().toASN1Structure().getMessageImprint()).isEqualTo(query.imprint().toAsn1());
                    assertThat(token.getCertificates().getMatches(null)).hasSize(flag ? 2 : 0);
                    assertThat(token.toCMSSignedData().getVersion()).isEqualTo(3);
                }
            }
        }
    }

    @Test
    @Proves("TS-01")
    void theTokenSaysPolicyTimeAccuracyAndOrder() throws Exception {
        var info = new TimeStampResponse(authority.answer(query(ImprintHash.SHA256, false, null, true), TIME))
                .getTimeStampToken().getTimeStampInfo();
        assertThat(info.getPolicy().getId()).isEqualTo(TestTimestamps.POLICY);
        assertThat(info.getGenTime().toInstant()).isEqualTo(TIME);
        assertThat(info.getGenTimeAccuracy().getSeconds()).isEqualTo(1);
        assertThat(info.getGenTimeAccuracy().getMillis()).isZero();
        assertThat(info.isOrdered()).isFalse();
    }

    @Test
    @Proves("TS-01")
    void timesAreUtcWithoutNeedlessDigits() throws Exception {
        for (var text : List.of("20261102020000Z|2026-11-02T02:00:00Z", "20261102020000.25Z|2026-11-02T02:00:00.250Z",
                "20261102020000.001Z|2026-11-02T02:00:00.001999Z", "20491231235959.999Z|2049-12-31T23:59:59.999Z",
                "20500101000000Z|2050-01-01T00:00:00Z")) {
            String[] both = text.split("\\|");
            byte[] der = new TimestampInfo("1.2.3", new Imprint(ImprintHash.SHA256, new byte[32]), BigInteger.ONE,
                    Instant.parse(both[1]), Duration.ofMillis(1500), null).der();
            assertThat(TSTInfo.getInstance(der).getGenTime().getTimeString()).isEqualTo(both[0]);
            assertThat(TSTInfo.getInstance(der).getAccuracy().getSeconds().intValueExact()).isEqualTo(1);
            assertThat(TSTInfo.getInstance(der).getAccuracy().getMillis().intValueExact()).isEqualTo(500);
            assertThat(ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER)).isEqualTo(der);
        }
    }

    @Test
    @Proves("TS-02")
    void theSignedAttributesNameTheCertificateBySha256() throws Exception {
        byte[] response = authority.answer(query(ImprintHash.SHA256, false, null, false), TIME);
        var attributes = new TimeStampResponse(response).getTimeStampToken().getSignedAttributes();
        assertThat(attributes.size()).isEqualTo(3);
        assertThat(attributes.get(CMSAttributes.contentType).getAttrValues().getObjectAt(0))
                .isEqualTo(PKCSObjectIdentifiers.id_ct_TSTInfo);
        var named = SigningCertificateV2.getInstance(
                attributes.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2).getAttrValues().getObjectAt(0)).getCerts();
        assertThat(named).hasSize(1);
        assertThat(named[0].getCertHash())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(authority.certificate.getEncoded()));
        assertThat(named[0].getIssuerSerial().getSerial().getValue()).isEqualTo(authority.certificate.getSerialNumber());
        // DER from the outside in: what is hashed and what is sent are the same bytes.
        assertThat(ASN1Primitive.fromByteArray(response).getEncoded(ASN1Encoding.DER)).isEqualTo(response);
    }

    @Test
    @Proves("TS-01")
    void aRefusalNamesItsReasonAndBringsNoToken() throws Exception {
        for (var failure : TimestampFailure.values()) {
            byte[] der = failure.reply("why");
            var response = new TimeStampResponse(der);
            assertThat(response.getStatus()).isEqualTo(2);
            assertThat(response.getStatusString()).isEqualTo("why");
            assertThat(response.getTimeStampToken()).isNull();
            assertThat(ASN1Sequence.getInstance(der).size()).isEqualTo(1);
        }
        // RFC 3161 §2.4.2 numbers the bits from the left.
        assertThat(TimestampFailure.BAD_ALG.reply("")).endsWith(3, 2, 7, (byte) 0x80);
        assertThat(TimestampFailure.BAD_REQUEST.reply("")).endsWith(3, 2, 5, 0x20);
        assertThat(TimestampFailure.BAD_DATA_FORMAT.reply("")).endsWith(3, 2, 2, 0x04);
        assertThat(TimestampFailure.TIME_NOT_AVAILABLE.reply("")).endsWith(3, 3, 1, 0, 0x02);
        assertThat(TimestampFailure.UNACCEPTED_POLICY.reply("")).endsWith(3, 3, 0, 0, 0x01);
        assertThat(TimestampFailure.UNACCEPTED_EXTENSION.reply("")).endsWith(3, 4, 7, 0, 0, (byte) 0x80);
        assertThat(TimestampFailure.SYSTEM_FAILURE.reply("")).endsWith(3, 5, 6, 0, 0, 0, 0x40);
    }

    @Test
    void whatCannotBeSaidIsADefect() {
        assertThatThrownBy(() -> new Imprint(ImprintHash.SHA256, new byte[31])).hasMessageContaining("32 octets");
        assertThatThrownBy(() -> new TimestampInfo("1.2.3", new Imprint(ImprintHash.SHA256, new byte[32]),
                BigInteger.TWO.pow(160), TIME, Duration.ofSeconds(1), null)).hasMessageContaining("2^160");
    }
}
