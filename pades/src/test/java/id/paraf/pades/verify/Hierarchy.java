package id.paraf.pades.verify;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import id.paraf.pades.pdf.Limits;

/** A real hierarchy: a root, an authority under it, signers, a timestamp authority and an OCSP responder. */
final class Hierarchy {

    /** A key with its certificate. */
    record Identity(KeyPair keys, X509Certificate certificate) {
    }

    /** A revoked certificate on a list. */
    record RevokedOn(Instant at, int reason) {
    }

    static final Instant SIGNED = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    static final KeyPair RSA = rsa(2048);
    static final Identity ROOT = identity("Akar Uji", ec("secp384r1"), null, Kind.AUTHORITY, "2020-01-01", "2040-01-01");
    static final Identity AUTHORITY = identity("Otoritas Uji", ec("secp256r1"), ROOT, Kind.AUTHORITY, "2021-01-01", "2039-01-01");
    static final Identity SIGNER = identity("Siti Penanda Tangan", ec("secp256r1"), AUTHORITY, Kind.SIGNER, "2025-01-01",
            "2027-01-01");
    static final Identity OTHER = identity("Budi Kepala Dinas", RSA, AUTHORITY, Kind.SIGNER, "2025-01-01", "2027-01-01");
    static final Identity TSA = identity("Penanda Waktu Uji", ec("secp256r1"), AUTHORITY, Kind.TIMESTAMPS, "2024-01-01",
            "2034-01-01");
    static final Identity RESPONDER = identity("OCSP Uji", ec("secp256r1"), AUTHORITY, Kind.OCSP, "2024-01-01", "2034-01-01");
    static final TrustAnchors ANCHORS = new TrustAnchors(List.of(ROOT.certificate()), List.of());

    enum Kind {
        AUTHORITY, SIGNER, TIMESTAMPS, TIMESTAMPS_NOT_CRITICAL, OCSP, WEB_SERVER
    }

    private static long serial = 1000;

    private Hierarchy() {
    }

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param issuer null for a certificate that the key signs for itself */
    static Identity identity(String name, KeyPair keys, Identity issuer, Kind kind, String from, String to) {
        return identity(name, keys, issuer, kind, from, to, null);
    }

    static Identity identity(String name, KeyPair keys, Identity issuer, Kind kind, String from, String to, String algorithm) {
        try {
            var subject = new X500Name("CN=" + name + ",O=Paraf Uji,C=ID");
            var by = issuer == null ? subject : new JcaX509CertificateHolder(issuer.certificate()).getSubject();
            var signing = issuer == null ? keys : issuer.keys();
            var builder = new JcaX509v3CertificateBuilder(by, BigInteger.valueOf(++serial), day(from), day(to), subject,
                    keys.getPublic());
            boolean authority = kind == Kind.AUTHORITY;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                    : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            builder.addExtension(Extension.subjectKeyIdentifier, false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            switch (kind) {
                case TIMESTAMPS -> builder.addExtension(Extension.extendedKeyUsage, true,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
                case TIMESTAMPS_NOT_CRITICAL -> builder.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
                case WEB_SERVER -> builder.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                case OCSP -> {
                    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
                    builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
                }
                case AUTHORITY, SIGNER -> {
                }
            }
            var holder = builder.build(new JcaContentSignerBuilder(algorithm == null ? algorithm(signing) : algorithm)
                    .build(signing.getPrivate()));
            return new Identity(keys, new JcaX509CertificateConverter().getCertificate(holder));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String algorithm(KeyPair keys) {
        return keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static Date day(String day) {
        return Date.from(Instant.parse(day + "T00:00:00Z"));
    }

    /** A CRL in DER. */
    static byte[] crl(Identity issuer, Instant thisUpdate, Instant nextUpdate, Map<X509Certificate, RevokedOn> revoked) {
        try {
            var builder = new JcaX509v2CRLBuilder(issuer.certificate(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(nextUpdate));
            revoked.forEach((one, on) -> builder.addCRLEntry(one.getSerialNumber(), Date.from(on.at()), on.reason()));
            return builder.build(new JcaContentSignerBuilder(algorithm(issuer.keys())).build(issuer.keys().getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An OCSP response in DER. */
    static byte[] ocsp(X509Certificate about, Identity issuer, Identity responder, Instant thisUpdate, Instant nextUpdate,
            RevokedOn revoked) {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var builder = new BasicOCSPRespBuilder(new RespID(new JcaX509CertificateHolder(responder.certificate()).getSubject()));
            var id = new CertificateID(digests.get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(issuer.certificate()),
                    about.getSerialNumber());
            builder.addResponse(id, revoked == null ? CertificateStatus.GOOD
                    : new RevokedStatus(Date.from(revoked.at()), revoked.reason()), Date.from(thisUpdate), Date.from(nextUpdate));
            var basic = builder.build(new JcaContentSignerBuilder(algorithm(responder.keys())).build(responder.keys().getPrivate()),
                    new X509CertificateHolder[] {new JcaX509CertificateHolder(responder.certificate())}, Date.from(thisUpdate));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException | OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lists of both authorities, current at the time, on which nobody is. */
    static List<byte[]> cleanLists(Instant at) {
        return lists(at, Map.of());
    }

    /** The same with some certificates of {@link #AUTHORITY} revoked. */
    static List<byte[]> lists(Instant at, Map<X509Certificate, RevokedOn> revoked) {
        var day = Duration.ofHours(24);
        var all = new ArrayList<byte[]>();
        all.add(crl(AUTHORITY, at.minus(day), at.plus(day), revoked));
        all.add(crl(ROOT, at.minus(day), at.plus(day), Map.of()));
        return all;
    }

    static RevokedOn revoked(Instant at) {
        return new RevokedOn(at, CRLReason.unspecified);
    }

    /** Lists that are current at the time of verification. */
    static EvidenceSource current(Map<X509Certificate, RevokedOn> revoked) {
        var lists = lists(NOW, revoked);
        return (_, _) -> lists;
    }

    /** The verifier as an operator of this hierarchy has it. */
    static VerifyPdf verifier() {
        return verifier(current(Map.of()));
    }

    static VerifyPdf verifier(EvidenceSource source) {
        return new VerifyPdf(ANCHORS, source, Policy.STRICT, Limits.ORDINARY);
    }

    /** What the file's verdict is for that operator. */
    static Report report(byte[] pdf) {
        return report(pdf, verifier());
    }

    static Report report(byte[] pdf, VerifyPdf verifier) {
        return switch (verifier.verify(pdf, NOW)) {
            case Outcome.Verified(var report) -> report;
            case Outcome.Unreadable(var why) -> throw new AssertionError("unreadable: " + why);
        };
    }
}
