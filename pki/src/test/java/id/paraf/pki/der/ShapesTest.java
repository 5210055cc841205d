package id.paraf.pki.der;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** What each shape takes, and that none takes what belongs to another, or bytes that are not DER. */
class ShapesTest {

    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final Date NOW = new Date(1_800_000_000_000L);

    private static byte[] list(AlgorithmIdentifier algorithm, int entries) throws Exception {
        var generator = new V2TBSCertListGenerator();
        generator.setSignature(algorithm);
        generator.setIssuer(new X500Name("CN=Contoh"));
        generator.setThisUpdate(new Time(NOW));
        generator.setNextUpdate(new Time(new Date(4_000_000_000_000L)));
        for (int i = 0; i < entries; i++) {
            generator.addCRLEntry(new ASN1Integer(BigInteger.valueOf(0x7fL + i)), new Time(NOW), i % 2 == 0 ? null
                    : new Extensions(Extension.create(Extension.reasonCode, false, CRLReason.lookup(CRLReason.certificateHold))));
        }
        generator.setExtensions(new Extensions(Extension.create(Extension.cRLNumber, false, new ASN1Integer(7))));
        return generator.generateTBSCertList().getEncoded(ASN1Encoding.DER);
    }

    private static byte[] responseData(boolean byKey, boolean nonce) throws Exception {
        var parts = new ASN1EncodableVector();
        parts.add(byKey ? new DERTaggedObject(true, 2, new DEROctetString(new byte[20]))
                : new DERTaggedObject(true, 1, new X500Name("CN=Contoh")));
        parts.add(new ASN1GeneralizedTime("20261201000000Z"));
        parts.add(new DERSequence(new DERSequence(new DERUTF8String("single"))));
        if (nonce) {
            parts.add(new DERTaggedObject(true, 1, new DERSequence(new DERSequence(new ASN1ObjectIdentifier("1.2.3")))));
        }
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    @Test
    void eachTakesItsOwnAndNothingElse() throws Exception {
        byte[] algorithm = ALGORITHM.getEncoded(ASN1Encoding.DER);
        var lists = List.of(list(ALGORITHM, 0), list(ALGORITHM, 1), list(ALGORITHM, 5), list(ALGORITHM, 100_000));
        var responses = List.of(responseData(true, true), responseData(true, false), responseData(false, true));
        assertThat(lists).allMatch(der -> Shapes.isCertList(der, algorithm)).noneMatch(Shapes::isResponseData);
        assertThat(responses).allMatch(Shapes::isResponseData).noneMatch(der -> Shapes.isCertList(der, algorithm));
        assertThat(Shapes.isCertList(list(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256), 1), algorithm)).isFalse();

        // The beginning of a TBSCertificate, a TSTInfo, a CertificationRequestInfo, and a CertID.
        var others = new ArrayList<byte[]>();
        for (var first : List.of(new DERTaggedObject(true, 0, new ASN1Integer(2)), new ASN1Integer(1), new ASN1Integer(0),
                ALGORITHM)) {
            others.add(
                    new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {first, new ASN1Integer(5), ALGORITHM}).getEncoded());
        }
        others.add(new byte[0]);
        others.add(new byte[] {0x30, 0});
        assertThat(others).noneMatch(Shapes::isResponseData).noneMatch(der -> Shapes.isCertList(der, algorithm));
    }

    /** Whatever octet is taken away, added or made another's tag: it is another value, or none. */
    @Test
    void whatIsCutOrHasATailIsRefused() throws Exception {
        byte[] algorithm = ALGORITHM.getEncoded(ASN1Encoding.DER);
        for (byte[] der : List.of(list(ALGORITHM, 3), responseData(true, true))) {
            for (int length = 0; length < der.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(der, length);
                assertThat(Shapes.isCertList(cut, algorithm) || Shapes.isResponseData(cut)).isFalse();
            }
            byte[] tail = java.util.Arrays.copyOf(der, der.length + 1);
            assertThat(Shapes.isCertList(tail, algorithm) || Shapes.isResponseData(tail)).isFalse();
        }
    }
}
