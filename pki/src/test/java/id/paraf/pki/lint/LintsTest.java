package id.paraf.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.SubjectName;
import id.paraf.pki.TestAuthority;
import id.paraf.testing.Proves;

/** One good sample for all rules, and at least one bad sample for each. */
class LintsTest {

    private static final TestAuthority CA = new TestAuthority();
    private static final Instant NOW = TestAuthority.NOW;
    private static final Instant END = Instant.parse("2028-11-02T01:59:59Z");
    private static final byte[] GOOD = TestAuthority.sign(CA.signer(TestAuthority.ec("secp256r1"), NOW, END).toBeSigned(),
            CA.issuingKey);
    private static final byte[] SEAL = service(TestAuthority.SEAL,
            SubjectName.organization("ID", "Dinas Contoh", "NTRID-0012345678901234", "Dinas Contoh"), List.of());
    private static final byte[] SERVER = service(TestAuthority.TLS_SERVER,
            SubjectName.authority("ID", "Contoh", "tte.contoh.example"), List.of("tte.contoh.example", "pki.contoh.example"));
    private static final ASN1ObjectIdentifier QC_TYPE = new ASN1ObjectIdentifier("0.4.0.1862.1.6");
    private static final ASN1ObjectIdentifier QC_PDS = new ASN1ObjectIdentifier("0.4.0.1862.1.5");

    private static byte[] service(Profile profile, SubjectName subject, List<String> dnsNames) {
        var body = new CertificateBody(profile, TestAuthority.serial(), CA.issuingName.toX500(), TestAuthority.info(CA.issuingKey),
                subject.toX500(profile), TestAuthority.info(TestAuthority.ec("secp256r1")), NOW, profile.end(NOW),
                TestAuthority.LOCATIONS, dnsNames);
        return TestAuthority.sign(body.toBeSigned(), CA.issuingKey);
    }

    @Test
    @Proves({"LI-01", "LI-02", "LI-03", "LI-04", "LI-05", "LI-06", "LI-07", "LI-08", "LI-09", "LI-10", "LI-11", "LI-12", "LI-13",
            "LI-14", "LI-15", "LI-16", "LI-17", "CA-03"})
    void everyProfilesSampleIsClean() {
        assertThat(Lints.run(GOOD, TestAuthority.SIGNER, CA.issuing)).isEmpty();
        assertThat(Lints.run(TestAuthority.sign(CA.signer(TestAuthority.rsa(3072), NOW, END).toBeSigned(), CA.issuingKey),
                TestAuthority.SIGNER, CA.issuing)).isEmpty();
        assertThat(Lints.run(CA.issuing, TestAuthority.ISSUING, CA.root)).isEmpty();
        assertThat(Lints.run(CA.root, TestAuthority.ROOT, CA.root)).isEmpty();
        var responder = new CertificateBody(TestAuthority.OCSP_RESPONDER, TestAuthority.serial(), CA.issuingName.toX500(),
                TestAuthority.info(CA.issuingKey), SubjectName.authority("ID", "Contoh", "Contoh OCSP").toX500(),
                TestAuthority.info(TestAuthority.ec("secp256r1")), NOW, NOW.plusSeconds(86_400 * 30), TestAuthority.LOCATIONS);
        assertThat(Lints.run(TestAuthority.sign(responder.toBeSigned(), CA.issuingKey), TestAuthority.OCSP_RESPONDER, CA.issuing))
                .isEmpty();
        assertThat(Lints.run(SEAL, TestAuthority.SEAL, CA.issuing)).isEmpty();
        assertThat(Lints.run(SERVER, TestAuthority.TLS_SERVER, CA.issuing)).isEmpty();
    }

    @Test
    @Proves({"TS-02", "LI-05", "LI-16"})
    void aTimestampAuthoritysPurposeStandsAloneAndIsCritical() throws Exception {
        var body = new CertificateBody(TestAuthority.TIMESTAMP, TestAuthority.serial(), CA.issuingName.toX500(),
                TestAuthority.info(CA.issuingKey), SubjectName.authority("ID", "Contoh", "Contoh TSA").toX500(),
                TestAuthority.info(TestAuthority.ec("secp256r1")), NOW, END, TestAuthority.LOCATIONS);
        byte[] good = TestAuthority.sign(body.toBeSigned(), CA.issuingKey);
        assertThat(Lints.run(good, TestAuthority.TIMESTAMP, CA.issuing)).isEmpty();
        var certificate = new org.bouncycastle.cert.X509CertificateHolder(good);
        assertThat(certificate.getCriticalExtensionOIDs()).contains(Extension.extendedKeyUsage);
        assertThat(ExtendedKeyUsage.fromExtensions(certificate.getExtensions()).getUsages())
                .containsExactly(KeyPurposeId.id_kp_timeStamping);
        byte[] notCritical = new Rewritten(good).with(Extension.extendedKeyUsage, false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping)).der();
        assertThat(Lints.run(notCritical, TestAuthority.TIMESTAMP, CA.issuing))
                .containsExactly("LI-05: extKeyUsage is not critical");
        byte[] beside = new Rewritten(good).with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_codeSigning})).der();
        assertThat(Lints.run(beside, TestAuthority.TIMESTAMP, CA.issuing))
                .anyMatch(finding -> finding.contains("another trade"));
        // Nobody else may have it: neither the purpose nor the mark.
        assertThat(Lints.run(good, TestAuthority.SIGNER, CA.issuing)).anyMatch(finding -> finding.contains("another trade"))
                .anyMatch(finding -> finding.startsWith("LI-16: extension 2.5.29.37 is critical"));
    }

    @Test
    @Proves("CA-03")
    void noRuleIsSkippedInSilence() {
        for (var profile : List.of(TestAuthority.ROOT, TestAuthority.ISSUING, TestAuthority.SIGNER, TestAuthority.SEAL,
                TestAuthority.OCSP_RESPONDER, TestAuthority.TIMESTAMP, TestAuthority.TLS_SERVER)) {
            var report = Lints.report(GOOD, profile, CA.issuing);
            var all = new HashSet<>(report.checked());
            all.addAll(report.exempt().keySet());
            assertThat(all).containsExactlyInAnyOrderElementsOf(Lints.ALL.stream().map(Lint::id).toList());
        }
        assertThat(Lints.report(GOOD, TestAuthority.SIGNER, CA.issuing).exempt()).isEmpty();
        assertThat(Lints.run(new byte[] {1, 2, 3}, TestAuthority.SIGNER, CA.issuing)).singleElement().asString().startsWith("DER");
        // A rule that stumbles is a finding, not a pass.
        byte[] stumble = new Rewritten(GOOD).with(Extension.keyUsage, true, new DERIA5String("?")).der();
        assertThat(Lints.run(stumble, TestAuthority.SIGNER, CA.issuing))
                .anyMatch(finding -> finding.startsWith("LI-04: could not be checked"));
    }

    private static GeneralNames dns(String... names) {
        return new GeneralNames(
                Stream.of(names).map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new));
    }

    /** What a seal and a server have to be otherwise than a person. */
    @Test
    @Proves({"LI-02", "LI-03", "LI-11"})
    void eachProfileHasRulesOfItsOwn() {
        var noIdentifier = SubjectName.authority("ID", "Dinas Contoh", "Dinas Contoh").toX500();
        var oddIdentifier = SubjectName.organization("ID", "Dinas Contoh", "12345", "Dinas Contoh").toX500();
        var person = SubjectName.person("ID", "Dinas Contoh", null, "Sri Contoh", "PF:ID-A").toX500();
        assertThat(seal(r -> r.field(5, noIdentifier))).contains("LI-02: the subject has not exactly one organizationIdentifier");
        assertThat(seal(r -> r.field(5, oddIdentifier)))
                .containsExactly("LI-03: organizationIdentifier has no prefix that tells its meaning");
        assertThat(seal(r -> r.field(5, person))).contains("LI-02: the subject of an organisation names a person");
        assertThat(Lints.run(SEAL, TestAuthority.SIGNER, CA.issuing)).contains(
                "LI-02: the subject carries organizationIdentifier, which profile signer has not");

        var names = Extension.subjectAlternativeName;
        assertThat(server(r -> r.without(names))).contains("LI-11: a server is not named by DNS names alone");
        assertThat(server(r -> r.with(names, false, dns("pki.contoh.example"))))
                .containsExactly("LI-11: commonName is none of the DNS names");
        for (String odd : List.of("*.contoh.example", "TTE.contoh.example", "localhost", "tte..example", "10.0.0.1",
                "-a.example")) {
            assertThat(server(r -> r.with(names, false, dns("tte.contoh.example", odd)))).as(odd)
                    .containsExactly("LI-11: subjectAltName has a DNS name that none can have");
        }
        assertThat(server(r -> r.with(names, false, dns("tte.contoh.example", "tte.contoh.example"))))
                .containsExactly("LI-11: subjectAltName has a DNS name twice");
        assertThat(server(r -> r.with(names, true, dns("tte.contoh.example")))).contains("LI-11: subjectAltName is critical");
        assertThat(Lints.run(new Rewritten(GOOD).plus(names, false, dns("tte.contoh.example")).der(), TestAuthority.SIGNER,
                CA.issuing)).containsExactly("LI-11: subjectAltName has a DNS name");
    }

    private static List<String> seal(UnaryOperator<Rewritten> change) {
        return Lints.run(change.apply(new Rewritten(SEAL)).der(), TestAuthority.SEAL, CA.issuing);
    }

    private static List<String> server(UnaryOperator<Rewritten> change) {
        return Lints.run(change.apply(new Rewritten(SERVER)).der(), TestAuthority.TLS_SERVER, CA.issuing);
    }

    /** Primes as the library of CVE-2017-15361 made them. */
    private static BigInteger rocaPrime(java.util.Random random) {
        BigInteger product = Stream.iterate(BigInteger.TWO, prime -> prime.compareTo(BigInteger.valueOf(167)) <= 0,
                BigInteger::nextProbablePrime).reduce(BigInteger.ONE, BigInteger::multiply);
        while (true) {
            BigInteger power = BigInteger.valueOf(65_537).modPow(new BigInteger(200, random), product);
            BigInteger prime = new BigInteger(1536 - product.bitLength(), random).setBit(1535 - product.bitLength())
                    .setBit(1534 - product.bitLength()).multiply(product).add(power);
            if (prime.bitLength() == 1536 && prime.isProbablePrime(20)) {
                return prime;
            }
        }
    }

    @Test
    void everyRuleHasABadSample() {
        var covered = bad().map(arguments -> (String) arguments.get()[0]).collect(java.util.stream.Collectors.toSet());
        assertThat(covered).isEqualTo(Set.copyOf(Lints.ALL.stream().map(Lint::id).toList()));
        assertThat(Lints.ALL.stream().map(Lint::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bad")
    @Proves({"LI-01", "LI-02", "LI-03", "LI-04", "LI-05", "LI-06", "LI-07", "LI-08", "LI-09", "LI-10", "LI-11", "LI-12", "LI-13",
            "LI-14", "LI-15", "LI-16", "LI-17", "CA-01", "CA-05", "CA-06"})
    void aBadSampleIsFound(String rule, String finding, UnaryOperator<Rewritten> change) {
        byte[] der = change.apply(new Rewritten(GOOD)).der();
        assertThat(Lints.run(der, TestAuthority.SIGNER, CA.issuing))
                .anyMatch(found -> found.startsWith(rule + ": ") && found.contains(finding));
    }

    private static Arguments bad(String rule, String finding, UnaryOperator<Rewritten> change) {
        return Arguments.of(rule, finding, change);
    }

    private static X500NameBuilder name() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, new DERPrintableString("ID"));
    }

    private static X500Name named(String commonName) {
        return name().addRDN(BCStyle.GIVENNAME, new DERUTF8String("Sri"))
                .addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("PF:ID-1"))
                .addRDN(BCStyle.CN, new DERUTF8String(commonName)).build();
    }

    private static ASN1Encodable validity(ASN1Encodable from, ASN1Encodable until) {
        return new DERSequence(new ASN1Encodable[] {from, until});
    }

    private static ASN1Encodable validity(Instant from, Instant until) {
        return validity(new Time(Date.from(from)), new Time(Date.from(until)));
    }

    private static SubjectPublicKeyInfo rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return new SubjectPublicKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new RSAPublicKey(modulus, exponent));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CRLDistPoint list(String uri) {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri))), null, null)});
    }

    private static AuthorityInformationAccess access(ASN1ObjectIdentifier method, String uri) {
        return new AuthorityInformationAccess(method, new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    private static PolicyInformation policy(String oid) {
        return new PolicyInformation(new ASN1ObjectIdentifier(oid));
    }

    static Stream<Arguments> bad() {
        var random = new java.util.Random(7);
        BigInteger p = BigInteger.probablePrime(1536, random);
        BigInteger q = p.nextProbablePrime();
        BigInteger modulus = BigInteger.probablePrime(1536, random).multiply(BigInteger.probablePrime(1536, random));
        BigInteger f4 = BigInteger.valueOf(65_537);
        var key = TestAuthority.info(TestAuthority.ec("secp256r1"));
        byte[] offCurve = key.getPublicKeyData().getBytes();
        offCurve[40] ^= 1;
        return Stream.of(
                bad("LI-01", "version", r -> r.field(0, new DERTaggedObject(true, 0, new ASN1Integer(1)))),
                bad("LI-01", "signature algorithm",
                        r -> r.field(2, new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE))),
                bad("LI-01", "unique identifier", r -> r.extra(new DERTaggedObject(false, 1, new DERBitString(new byte[] {1})))),
                bad("LI-02", "commonName", r -> r.field(5, name().addRDN(BCStyle.GIVENNAME, new DERUTF8String("Sri")).build())),
                bad("LI-02", "neither givenName", r -> r.field(5, name().addRDN(BCStyle.CN, new DERUTF8String("Sri")).build())),
                bad("LI-02", "pseudonym", r -> r.field(5, name().addRDN(BCStyle.GIVENNAME, new DERUTF8String("Sri"))
                        .addRDN(BCStyle.PSEUDONYM, new DERUTF8String("S")).addRDN(BCStyle.CN, new DERUTF8String("Sri")).build())),
                bad("LI-03", "prefix",
                        r -> r.field(5, name().addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("0123")).build())),
                bad("LI-03", "NIK", r -> r.field(5, named("Sri 3201234567890001"))),
                bad("LI-03", "NIK",
                        r -> r.field(5,
                                name().addRDN(BCStyle.SERIALNUMBER, new DERPrintableString("PNOID-3201234567890001")).build())),
                bad("LI-04", "not critical", r -> r.with(Extension.keyUsage, false, new KeyUsage(KeyUsage.nonRepudiation))),
                bad("LI-04", "profile",
                        r -> r.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation | KeyUsage.digitalSignature))),
                bad("LI-04", "missing", r -> r.without(Extension.keyUsage)),
                bad("LI-05", "critical",
                        r -> r.with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(Profile.DOCUMENT_SIGNING))),
                bad("LI-05", "another trade", r -> r.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                        new KeyPurposeId[] {Profile.DOCUMENT_SIGNING, KeyPurposeId.id_kp_serverAuth}))),
                bad("LI-05", "missing", r -> r.without(Extension.extendedKeyUsage)),
                bad("LI-06", "authority", r -> r.with(Extension.basicConstraints, true, new BasicConstraints(true))),
                bad("LI-06", "path length", r -> r.with(Extension.basicConstraints, true, new BasicConstraints(0))),
                bad("LI-07", "authorityKeyIdentifier is missing", r -> r.without(Extension.authorityKeyIdentifier)),
                bad("LI-07", "not the issuer",
                        r -> r.with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20]))),
                bad("LI-07", "issuer and serial",
                        r -> r.with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[20],
                                new GeneralNames(new GeneralName(named("x"))), BigInteger.ONE))),
                bad("LI-07", "critical", r -> r.with(Extension.subjectKeyIdentifier, true, new SubjectKeyIdentifier(new byte[20]))),
                bad("LI-08", "missing", r -> r.without(Extension.certificatePolicies)),
                bad("LI-08", "anyPolicy",
                        r -> r.with(Extension.certificatePolicies, false, new CertificatePolicies(policy("2.5.29.32.0")))),
                bad("LI-08", "twice", r -> r.with(Extension.certificatePolicies, false, new CertificatePolicies(
                        new PolicyInformation[] {policy("0.4.0.2042.1.1"), policy("0.4.0.2042.1.1")}))),
                bad("LI-09", "neither", r -> r.without(Extension.cRLDistributionPoints).with(Extension.authorityInfoAccess, false,
                        access(AccessDescription.id_ad_caIssuers, "http://pki.contoh.example/ca/issuing-g1.crt"))),
                bad("LI-09", "http", r -> r.with(Extension.cRLDistributionPoints, false, list("https://pki.contoh.example/a.crl"))),
                bad("LI-09", "critical",
                        r -> r.with(Extension.cRLDistributionPoints, true, list("http://pki.contoh.example/a.crl"))),
                bad("LI-10", "missing", r -> r.without(Extension.authorityInfoAccess)),
                bad("LI-10", "caIssuers",
                        r -> r.with(Extension.authorityInfoAccess, false,
                                access(AccessDescription.id_ad_ocsp, "http://ocsp.contoh.example/"))),
                bad("LI-10", "OCSP",
                        r -> r.with(Extension.authorityInfoAccess, false,
                                access(AccessDescription.id_ad_ocsp, "https://ocsp.contoh.example/"))),
                bad("LI-10", "OCSP has no http address",
                        r -> r.with(Extension.authorityInfoAccess, false,
                                access(AccessDescription.id_ad_caIssuers, "http://pki.contoh.example/ca/issuing-g1.crt"))),
                bad("LI-11", "subjectAltName", r -> r.plus(Extension.subjectAlternativeName, true,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, "sri@contoh.example")))),
                bad("LI-12", "critical", r -> r.plus(Extension.qCStatements, true, new DERSequence())),
                bad("LI-12", "one type",
                        r -> r.plus(Extension.qCStatements, false,
                                new DERSequence(new DERSequence(new ASN1Encodable[] {QC_TYPE, new DERSequence()})))),
                bad("LI-12", "https",
                        r -> r.plus(Extension.qCStatements, false,
                                new DERSequence(new DERSequence(new ASN1Encodable[] {QC_PDS, new DERSequence(
                                        new DERSequence(new ASN1Encodable[] {new DERIA5String("http://contoh.example/pds"),
                                                new DERPrintableString("id")}))})))),
                bad("LI-13", "ISO 3166",
                        r -> r.field(5,
                                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, new DERPrintableString("XX")).build())),
                bad("LI-13", "too long", r -> r.field(5, named("A".repeat(65)))),
                bad("LI-13", "control character", r -> r.field(5, named("Sri\u0007"))),
                bad("LI-13", "real value", r -> r.field(5, named("-"))),
                bad("LI-13", "normal form", r -> r.field(5, named("Andre\u0301"))),
                bad("LI-13", "string type",
                        r -> r.field(5, new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, new DERUTF8String("ID")).build())),
                bad("LI-14", "GeneralizedTime",
                        r -> r.field(4, validity(new DERUTCTime("261102020000Z"), new DERGeneralizedTime("20281102015959Z")))),
                bad("LI-14", "seconds", r -> r.field(4, validity(new DERUTCTime("2611020200Z"), new DERUTCTime("281102015959Z")))),
                bad("LI-15", "does not take",
                        r -> r.field(6,
                                rsa(BigInteger.probablePrime(1024, random).multiply(BigInteger.probablePrime(1024, random)), f4))),
                bad("LI-15", "exponent", r -> r.field(6, rsa(modulus, BigInteger.valueOf(3)))),
                bad("LI-15", "small factor", r -> r.field(6, rsa(modulus.multiply(BigInteger.valueOf(751)), f4))),
                bad("LI-15", "close primes", r -> r.field(6, rsa(p.multiply(q), f4))),
                bad("LI-15", "ROCA", r -> r.field(6, rsa(rocaPrime(random).multiply(rocaPrime(random)), f4))),
                bad("LI-15", "not on its curve", r -> r.field(6, new SubjectPublicKeyInfo(key.getAlgorithm(), offCurve))),
                bad("LI-16", "twice", r -> r.plus(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation))),
                bad("LI-16", "critical",
                        r -> r.plus(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, new DEROctetString(new byte[1]))),
                bad("LI-17", "mailbox", r -> r.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                        new KeyPurposeId[] {Profile.DOCUMENT_SIGNING, KeyPurposeId.id_kp_emailProtection}))),
                bad("LI-17", "policy of S/MIME", r -> r.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(
                        new KeyPurposeId[] {Profile.DOCUMENT_SIGNING, KeyPurposeId.id_kp_emailProtection}))),
                bad("CA-01", "64 bits", r -> r.field(1, new ASN1Integer(4711))),
                bad("CA-01", "not positive", r -> r.field(1, new ASN1Integer(-5))),
                bad("CA-01", "159 bits", r -> r.field(1, new ASN1Integer(BigInteger.ONE.shiftLeft(159)))),
                bad("CA-03", "issuer's name", r -> r.field(3, named("Lain"))),
                bad("CA-06", "outlasts",
                        r -> r.field(4,
                                validity(TestAuthority.ISSUING_END.minusSeconds(60), TestAuthority.ISSUING_END.plusSeconds(1)))),
                bad("CA-06", "longer", r -> r.field(4, validity(NOW, NOW.plus(TestAuthority.SIGNER.longest())))),
                bad("CA-06", "ends before", r -> r.field(4, validity(END, NOW))));
    }

    @Test
    @Proves("CA-06")
    void theLongestValidityHoldsToTheSecond() {
        Instant last = NOW.plus(TestAuthority.SIGNER.longest()).minusSeconds(1);
        var key = TestAuthority.ec("secp256r1");
        byte[] exactly = TestAuthority.sign(CA.signer(key, NOW, last).toBeSigned(), CA.issuingKey);
        assertThat(Lints.run(exactly, TestAuthority.SIGNER, CA.issuing)).isEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> CA.signer(key, NOW, last.plusSeconds(1)))
                .hasMessageContaining("allows at most");
        byte[] toTheEnd = TestAuthority.sign(CA.signer(key, TestAuthority.ISSUING_END.minusSeconds(60), TestAuthority.ISSUING_END)
                .toBeSigned(), CA.issuingKey);
        assertThat(Lints.run(toTheEnd, TestAuthority.SIGNER, CA.issuing)).isEmpty();
        assertThat(Locations.NONE.crls()).isEmpty();
    }
}
