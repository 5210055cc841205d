package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.junit.jupiter.api.Test;

import id.paraf.keyroom.Room.Key;
import id.paraf.testing.Proves;

class AuthorityTest {

    private static final X500Name NAME = new X500Name("CN=Contoh CA");
    private static final Date NOW = new Date(1_790_000_000_000L);
    private final Room room = new Room();

    private Key authority(AuthorityUse use, KeyAlgorithm algorithm) {
        var made = room.keyroom.createAuthorityKey(UUID.randomUUID(), use, algorithm);
        return new Key(made.id(), UUID.randomUUID(), algorithm, made.publicKey());
    }

    static byte[] certificate(Key key, AlgorithmIdentifier algorithm) throws Exception {
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(BigInteger.TEN));
        generator.setSignature(algorithm);
        generator.setIssuer(new X500Name("CN=Contoh CA"));
        generator.setSubject(new X500Name("CN=Contoh"));
        generator.setStartDate(new Time(NOW));
        generator.setEndDate(new Time(NOW));
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.publicKey()));
        return generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
    }

    static byte[] crl(AlgorithmIdentifier algorithm) throws Exception {
        var generator = new V2TBSCertListGenerator();
        generator.setSignature(algorithm);
        generator.setIssuer(new X500Name("CN=Contoh CA"));
        generator.setThisUpdate(new Time(NOW));
        generator.setNextUpdate(new Time(NOW));
        // RFC 5280 §5.2.3: every list has a number.
        generator.setExtensions(new Extensions(Extension.create(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE))));
        return generator.generateTBSCertList().getEncoded(ASN1Encoding.DER);
    }

    private static byte[] ocsp() throws Exception {
        return new ResponseData(new ResponderID(new DEROctetString(new byte[20])),
                new org.bouncycastle.asn1.ASN1GeneralizedTime(NOW),
                new DERSequence(), (org.bouncycastle.asn1.x509.Extensions) null).getEncoded(ASN1Encoding.DER);
    }

    private static byte[] head(int hash, String format) throws Exception {
        var parts = new org.bouncycastle.asn1.ASN1EncodableVector();
        parts.add(new org.bouncycastle.asn1.DERUTF8String(format));
        parts.add(new org.bouncycastle.asn1.ASN1Integer(7));
        parts.add(new DEROctetString(new byte[hash]));
        parts.add(new org.bouncycastle.asn1.DERGeneralizedTime(NOW));
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    static void assertSigned(Key key, byte[] message, AuthorityOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(AuthorityOutcome.Signed.class,
                signed -> assertThat(Room.verifies(key, message, signed.signature())).isTrue());
    }

    @Test
    @Proves("KY-04")
    void eachUseSignsItsOwnTypesAndNothingElse() throws Exception {
        for (var algorithm : List.of(KeyAlgorithm.P384, KeyAlgorithm.P256)) {
            var issuing = authority(AuthorityUse.ISSUING, algorithm);
            var responder = authority(AuthorityUse.OCSP, algorithm);
            var identifier = Authorities.identifier(algorithm);
            byte[] certificate = certificate(issuing, identifier);
            assertSigned(issuing, certificate, room.keyroom.signCertificate(issuing.id(), certificate));
            assertSigned(issuing, crl(identifier), room.keyroom.signCrl(issuing.id(), crl(identifier)));
            assertSigned(responder, ocsp(), room.keyroom.signOcsp(responder.id(), ocsp()));

            var audit = authority(AuthorityUse.AUDIT, algorithm);
            assertSigned(audit, head(32, "paraf audit head v1"),
                    room.keyroom.signAuditHead(audit.id(), head(32, "paraf audit head v1")));

            assertRefused(room.keyroom.signAuditHead(issuing.id(), head(32, "paraf audit head v1")));
            assertRefused(room.keyroom.signAuditHead(audit.id(), head(31, "paraf audit head v1")));
            assertRefused(room.keyroom.signAuditHead(audit.id(), head(32, "another format")));
            assertRefused(room.keyroom.signAuditHead(audit.id(), certificate));
            assertRefused(room.keyroom.signCertificate(audit.id(), certificate));
            assertRefused(room.keyroom.signOcsp(issuing.id(), ocsp()));
            assertRefused(room.keyroom.signCertificate(responder.id(), certificate));
            assertRefused(room.keyroom.signCrl(responder.id(), crl(identifier)));
            assertRefused(room.keyroom.signCertificate(issuing.id(), crl(identifier)));
            assertRefused(room.keyroom.signCertificate(issuing.id(), ocsp()));
            assertRefused(room.keyroom.signCrl(issuing.id(), certificate));
            assertRefused(room.keyroom.signOcsp(responder.id(), certificate));
            assertRefused(room.keyroom.signCertificate(UUID.randomUUID(), certificate));
        }
    }

    @Test
    @Proves("KY-04")
    void anIssuingKeyAsksForItsOwnCertificateAndForNoOther() throws Exception {
        var issuing = authority(AuthorityUse.ISSUING, KeyAlgorithm.P384);
        var other = authority(AuthorityUse.ISSUING, KeyAlgorithm.P384);
        var root = authority(AuthorityUse.ROOT, KeyAlgorithm.P384);
        byte[] own = request(issuing, new DERSet());
        assertSigned(issuing, own, room.keyroom.signRequest(issuing.id(), own));
        assertRefused(room.keyroom.signRequest(other.id(), own));
        assertRefused(room.keyroom.signRequest(root.id(), request(root, new DERSet())));
        assertRefused(room.keyroom.signRequest(issuing.id(), request(issuing,
                new DERSet(new org.bouncycastle.asn1.pkcs.Attribute(PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                        new DERSet(new DEROctetString(new byte[1])))))));
        assertRefused(room.keyroom.signRequest(issuing.id(), certificate(issuing, Authorities.identifier(KeyAlgorithm.P384))));
        assertRefused(room.keyroom.signCertificate(issuing.id(), own));
    }

    private static byte[] request(Key key, DERSet attributes) throws Exception {
        return new CertificationRequestInfo(NAME, SubjectPublicKeyInfo.getInstance(key.publicKey()), attributes)
                .getEncoded(ASN1Encoding.DER);
    }

    @Test
    @Proves("KY-04")
    void bytesThatAreNotExactlyOneValueAreRefused() throws Exception {
        var issuing = authority(AuthorityUse.ISSUING, KeyAlgorithm.P256);
        var identifier = Authorities.identifier(KeyAlgorithm.P256);
        byte[] good = certificate(issuing, identifier);
        for (byte[] bad : List.of(new byte[0], new byte[32], "any bytes".getBytes(), Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1), MessageDigest.getInstance("SHA-256").digest(good),
                certificate(issuing, Authorities.identifier(KeyAlgorithm.P384)))) {
            assertRefused(room.keyroom.signCertificate(issuing.id(), bad));
            assertRefused(ThrowAwayKey.generate(KeyAlgorithm.P256, Room.RANDOM).signCertificate(bad));
        }
        // The same value in BER with an indefinite length is not what a verifier will hash.
        int header = good.length - contentLength(good);
        byte[] indefinite = new byte[contentLength(good) + 4];
        indefinite[0] = good[0];
        indefinite[1] = (byte) 0x80;
        System.arraycopy(good, header, indefinite, 2, contentLength(good));
        assertRefused(room.keyroom.signCertificate(issuing.id(), indefinite));
    }

    private static int contentLength(byte[] der) {
        int first = der[1] & 0xff;
        return first < 0x80 ? first : first == 0x81 ? der[2] & 0xff : (der[2] & 0xff) << 8 | der[3] & 0xff;
    }

    @Test
    @Proves("KY-04")
    void anOpenOcspKeySignsResponseDataAlone() throws Exception {
        var responder = authority(AuthorityUse.OCSP, KeyAlgorithm.P256);
        var open = room.keyroom.openOcsp(responder.id());
        assertSigned(responder, ocsp(), open.sign(ocsp()));
        byte[] certificate = certificate(responder, Authorities.identifier(KeyAlgorithm.P256));
        for (byte[] other : List.of(certificate, crl(Authorities.identifier(KeyAlgorithm.P256)), new byte[32], new byte[0])) {
            assertRefused(open.sign(other));
        }
        var issuing = authority(AuthorityUse.ISSUING, KeyAlgorithm.P256);
        assertThatThrownBy(() -> room.keyroom.openOcsp(issuing.id())).hasMessageContaining("ISSUING");
        room.sql("UPDATE keyroom.authority_key SET use = 'OCSP'");
        assertThatThrownBy(() -> room.keyroom.openOcsp(issuing.id())).hasMessageContaining("seal");
    }

    private static byte[] info(Date time) throws Exception {
        var imprint = new MessageImprint(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), new byte[32]);
        return new TSTInfo(new ASN1ObjectIdentifier("1.2.3"), imprint, new ASN1Integer(7), new ASN1GeneralizedTime(time), null,
                null, null, null, null).getEncoded(ASN1Encoding.DER);
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    private static byte[] attributes(Attribute... all) throws Exception {
        return new DERSet(all).getEncoded(ASN1Encoding.DER);
    }

    @Test
    @Proves({"KY-04", "TS-03"})
    void anOpenTimestampKeySignsTheAttributesOfATstInfoOfNowAlone() throws Exception {
        var authority = authority(AuthorityUse.TIMESTAMP, KeyAlgorithm.P256);
        var open = room.keyroom.openTimestamp(authority.id());
        Date now = Date.from(room.clock.instant());
        byte[] info = info(now);
        var type = attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.id_ct_TSTInfo);
        var digest = attribute(CMSAttributes.messageDigest,
                new DEROctetString(MessageDigest.getInstance("SHA-256").digest(info)));
        var certificate = attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2(new byte[32])));
        byte[] good = attributes(type, digest, certificate);
        assertSigned(authority, good, open.sign(info, good));

        var data = attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.data);
        var otherDigest = attribute(CMSAttributes.messageDigest, new DEROctetString(new byte[32]));
        var twice = new Attribute(CMSAttributes.messageDigest, new DERSet(new ASN1Encodable[] {
                digest.getAttrValues().getObjectAt(0), new DEROctetString(new byte[32])}));
        for (byte[] bad : List.of(attributes(data, digest, certificate), attributes(type, otherDigest, certificate),
                attributes(type, digest), attributes(digest, certificate), attributes(type, twice, certificate),
                attributes(type, digest, certificate, attribute(CMSAttributes.signingTime, new Time(now))), new byte[0],
                new byte[32], info, Arrays.copyOf(good, good.length + 1), ocsp(),
                certificate(authority, Authorities.identifier(KeyAlgorithm.P256)))) {
            assertRefused(open.sign(info, bad));
        }
        for (byte[] bad : List.of(new byte[0], new byte[32], good, ocsp(), Arrays.copyOf(info, info.length + 1))) {
            assertRefused(open.sign(bad, attributes(type, attribute(CMSAttributes.messageDigest,
                    new DEROctetString(MessageDigest.getInstance("SHA-256").digest(bad))), certificate)));
        }
        // Neither yesterday nor tomorrow: the clock is the keyroom's own.
        for (long seconds : new long[] {-86_400, -6, 6, 86_400}) {
            byte[] then = info(Date.from(room.clock.instant().plusSeconds(seconds)));
            byte[] about = attributes(type, attribute(CMSAttributes.messageDigest,
                    new DEROctetString(MessageDigest.getInstance("SHA-256").digest(then))), certificate);
            assertRefused(open.sign(then, about));
            if (Math.abs(seconds) == 6) {
                room.clock.advance(java.time.Duration.ofSeconds(seconds));
                assertSigned(authority, about, open.sign(then, about));
                room.clock.advance(java.time.Duration.ofSeconds(-seconds));
            }
        }
    }

    @Test
    @Proves("KY-04")
    void aTimestampKeyIsForNothingElseAndNothingElseIsOne() throws Exception {
        var authority = authority(AuthorityUse.TIMESTAMP, KeyAlgorithm.P256);
        var identifier = Authorities.identifier(KeyAlgorithm.P256);
        assertRefused(room.keyroom.signCertificate(authority.id(), certificate(authority, identifier)));
        assertRefused(room.keyroom.signCrl(authority.id(), crl(identifier)));
        assertRefused(room.keyroom.signOcsp(authority.id(), ocsp()));
        assertRefused(room.keyroom.signAuditHead(authority.id(), head(32, "paraf audit head v1")));
        assertThatThrownBy(() -> room.keyroom.openOcsp(authority.id())).hasMessageContaining("TIMESTAMP");
        for (var use : List.of(AuthorityUse.ROOT, AuthorityUse.ISSUING, AuthorityUse.OCSP, AuthorityUse.LOG, AuthorityUse.AUDIT)) {
            var other = authority(use, KeyAlgorithm.P256);
            assertThatThrownBy(() -> room.keyroom.openTimestamp(other.id())).hasMessageContaining(use.name());
        }
        var large = authority(AuthorityUse.TIMESTAMP, KeyAlgorithm.P384);
        assertThatThrownBy(() -> room.keyroom.openTimestamp(large.id())).hasMessageContaining("P-256");
    }

    @Test
    void aThrowAwayKeySignsCertificatesForTheLint() throws Exception {
        var throwAway = ThrowAwayKey.generate(KeyAlgorithm.P256, Room.RANDOM);
        var key = new Key(UUID.randomUUID(), UUID.randomUUID(), KeyAlgorithm.P256, throwAway.publicKey());
        byte[] tbs = certificate(key, Authorities.identifier(KeyAlgorithm.P256));
        assertSigned(key, tbs, throwAway.signCertificate(tbs));
    }

    @Test
    void authorityKeysAreBoundToTheirRow() throws Exception {
        var root = authority(AuthorityUse.ROOT, KeyAlgorithm.P256);
        byte[] tbs = certificate(root, Authorities.identifier(KeyAlgorithm.P256));
        assertThat(room.keyroom.authorityKey(root.id()).orElseThrow().publicKey()).isEqualTo(root.publicKey());
        room.sql("UPDATE keyroom.authority_key SET use = 'ISSUING'");
        assertRefused(room.keyroom.signCertificate(root.id(), tbs));
    }

    private static void assertRefused(AuthorityOutcome outcome) {
        assertThat(outcome).isInstanceOf(AuthorityOutcome.Refused.class);
    }
}
