package id.paraf.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.cert.X509CRLHolder;
import org.junit.jupiter.api.Test;

import id.paraf.pki.der.Shapes;
import id.paraf.testing.Proves;

class CrlBodyTest {

    private static final TestAuthority CA = new TestAuthority();
    private static final Instant NOW = TestAuthority.NOW;

    private static byte[] list(List<CrlBody.Entry> entries) {
        return list(CrlBody.Scope.EVERYTHING, entries);
    }

    private static byte[] list(CrlBody.Scope scope, List<CrlBody.Entry> entries) {
        return TestAuthority.sign(new CrlBody(CA.issuingName.toX500(), TestAuthority.info(CA.issuingKey), BigInteger.TWO, NOW,
                NOW.plus(Duration.ofDays(7)), scope, entries).toBeSigned(), CA.issuingKey);
    }

    /** Entry by entry what Bouncy Castle's generator writes, whatever the length of the list, its serials and its times. */
    @Test
    @Proves("CR-02")
    void theBytesAreThoseOfBouncyCastle() throws Exception {
        var random = new Random(3);
        for (int count : new int[] {0, 1, 2, 3, 7, 1_000, 2_000}) {
            var entries = new ArrayList<CrlBody.Entry>();
            for (int i = 0; i < count; i++) {
                var reasons = RevocationReason.values();
                entries.add(new CrlBody.Entry(new SerialNumber(new BigInteger(1 + random.nextInt(159), random).setBit(0)),
                        NOW.minusSeconds(random.nextInt()), reasons[random.nextInt(reasons.length)]));
            }
            var sorted = entries.stream().filter(entry -> !entry.revokedAt().isAfter(NOW)).toList();
            for (Instant next : List.of(NOW.plusSeconds(1), Instant.parse("2049-12-31T23:59:59Z"),
                    Instant.parse("2050-01-01T00:00:00Z"))) {
                byte[] ours = new CrlBody(CA.issuingName.toX500(), TestAuthority.info(CA.issuingKey), BigInteger.TWO, NOW, next,
                        CrlBody.Scope.EVERYTHING, sorted).toBeSigned();
                assertThat(TBSCertList.getInstance(ours).getEncoded(ASN1Encoding.DER)).isEqualTo(ours);
                assertThat(generated(TBSCertList.getInstance(ours), sorted)).isEqualTo(ours);
                assertThat(Shapes.isCertList(ours, TBSCertList.getInstance(ours).getSignature().getEncoded())).isTrue();
                var read = new ArrayList<String>();
                CrlEntries.each(TestAuthority.sign(ours, CA.issuingKey), (serial, held) -> read.add(serial + " " + held));
                assertThat(read).isEqualTo(sorted.stream().map(entry -> entry.serial().value() + " "
                        + (entry.reason() == RevocationReason.CERTIFICATE_HOLD)).toList());
            }
        }
    }

    private static byte[] generated(TBSCertList like, List<CrlBody.Entry> entries) throws Exception {
        var generator = new V2TBSCertListGenerator();
        generator.setSignature(like.getSignature());
        generator.setIssuer(like.getIssuer());
        generator.setThisUpdate(like.getThisUpdate());
        generator.setNextUpdate(like.getNextUpdate());
        for (var entry : entries) {
            var reason = entry.reason() == RevocationReason.UNSPECIFIED ? null
                    : new Extensions(Extension.create(Extension.reasonCode, false,
                            org.bouncycastle.asn1.x509.CRLReason.lookup(entry.reason().code())));
            generator.addCRLEntry(new ASN1Integer(entry.serial().value()), new Time(Date.from(entry.revokedAt()), Locale.ROOT),
                    reason);
        }
        generator.setExtensions(like.getExtensions());
        return generator.generateTBSCertList().getEncoded(ASN1Encoding.DER);
    }

    private static X509CRL parse(byte[] der) throws Exception {
        var crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        crl.verify(CA.issuingKey.getPublic());
        return crl;
    }

    @Test
    @Proves({"CR-01", "CR-02"})
    void aListHasNumberKeyIdentifierTimesAndReasons() throws Exception {
        var compromised = new CrlBody.Entry(TestAuthority.serial(), NOW.minusSeconds(60), RevocationReason.KEY_COMPROMISE);
        var unstated = new CrlBody.Entry(TestAuthority.serial(), NOW, RevocationReason.UNSPECIFIED);
        byte[] der = list(List.of(compromised, unstated));
        var crl = parse(der);
        assertThat(crl.getVersion()).isEqualTo(2);
        assertThat(crl.getThisUpdate().toInstant()).isEqualTo(NOW);
        assertThat(crl.getNextUpdate().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(crl.getRevokedCertificate(compromised.serial().value()).getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        // RFC 5280 §5.3.1: no reason rather than "unspecified".
        assertThat(crl.getRevokedCertificate(unstated.serial().value()).hasExtensions()).isFalse();
        var holder = new X509CRLHolder(der);
        assertThat(holder.getExtension(Extension.cRLNumber).isCritical()).isFalse();
        assertThat(holder.getExtension(Extension.authorityKeyIdentifier)).isNotNull();
    }

    @Test
    @Proves("CR-02")
    void aPartSaysWhichOneItIsAndADeltaWhatItStandsOn() throws Exception {
        String here = "http://pki.contoh.example/crl/a-g1-p1.crl";
        String there = "http://pki.contoh.example/crl/a-g1-p1-delta.crl";
        var complete = new X509CRLHolder(list(new CrlBody.Scope(here, there, null), List.of()));
        assertThat(complete.getExtension(Extension.issuingDistributionPoint).isCritical()).isTrue();
        assertThat(text(complete.getExtension(Extension.issuingDistributionPoint))).contains(here);
        assertThat(complete.getExtension(Extension.freshestCRL).isCritical()).isFalse();
        assertThat(text(complete.getExtension(Extension.freshestCRL))).contains(there);
        assertThat(complete.getExtension(Extension.deltaCRLIndicator)).isNull();

        var resumed = new CrlBody.Entry(TestAuthority.serial(), NOW, null);
        byte[] der = list(new CrlBody.Scope(here, null, BigInteger.ONE), List.of(resumed));
        var delta = new X509CRLHolder(der);
        assertThat(delta.getExtension(Extension.deltaCRLIndicator).isCritical()).isTrue();
        assertThat(delta.getExtension(Extension.issuingDistributionPoint)).isEqualTo(
                complete.getExtension(Extension.issuingDistributionPoint));
        assertThat(delta.getExtension(Extension.freshestCRL)).isNull();
        assertThat(parse(der).getRevokedCertificate(resumed.serial().value()).getRevocationReason())
                .isEqualTo(CRLReason.REMOVE_FROM_CRL);
        assertThatThrownBy(() -> list(List.of(resumed))).hasMessageContaining("in force");
    }

    /** Addresses are IA5Strings: they stand in the encoding as they are. */
    private static String text(Extension extension) {
        return new String(extension.getExtnValue().getOctets(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    @Proves("CR-02")
    void anEmptyListHasNoListOfEntries() throws Exception {
        assertThat(parse(list(List.of())).getRevokedCertificates()).isNull();
    }

    @Test
    @Proves("CR-02")
    void whatIsRevokedLaterDoesNotBelongOnTheList() {
        assertThatThrownBy(() -> list(List.of(new CrlBody.Entry(TestAuthority.serial(), NOW.plusSeconds(1),
                RevocationReason.SUPERSEDED)))).hasMessageContaining("thisUpdate");
    }

    @Test
    @Proves("CA-01")
    void serialsArePositiveShortEnoughAndDifferent() {
        var seen = new java.util.HashSet<BigInteger>();
        for (int i = 0; i < 10_000; i++) {
            var value = TestAuthority.serial().value();
            assertThat(value.signum() > 0 && value.bitLength() == 159 && seen.add(value)).isTrue();
        }
        assertThatThrownBy(() -> new SerialNumber(BigInteger.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SerialNumber(BigInteger.ONE.shiftLeft(159))).isInstanceOf(IllegalArgumentException.class);
    }
}
