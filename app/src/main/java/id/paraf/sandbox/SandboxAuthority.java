package id.paraf.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.RootSecret;
import id.paraf.keyroom.SandboxKey;
import id.paraf.pki.CertificateBody;
import id.paraf.pki.CrlBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.SubjectName;

/**
 * The authority of the sandbox: a root, an issuer below it, and an empty list of each. It says what it is in every name, has no policy,
 * stands on no trust list and shares no key with the operator's authority.
 */
@Component
public class SandboxAuthority {

    /** In every name of the sandbox, so that whoever looks at a signature reads it. */
    static final String ORGANIZATION = "SANDBOX - BUKAN TANDA TANGAN YANG SAH";
    /** Fixed, so that the same certificates come out on every node. */
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Period LASTS = Period.ofYears(60);
    private static final Duration LIST_LASTS = Duration.ofDays(1);

    private final Clock clock;
    private final SecretKey secret;
    private final Authority root;
    private final Authority issuer;

    SandboxAuthority(RootSecret root, Clock clock) {
        this.clock = clock;
        this.secret = root.derive("sandbox/keys", "HmacSHA256");
        this.root = authority(Profile.Kind.ROOT, "UJI COBA Root CA", null);
        this.issuer = authority(Profile.Kind.ISSUING, "UJI COBA CA", this.root);
    }

    private record Authority(X500Name name, SandboxKey key, byte[] der) {
    }

    /** A key and its certificate. */
    record Leaf(SandboxKey key, BigInteger serial, Instant notBefore, Instant notAfter, byte[] der) {
    }

    /** The root, then the issuer. */
    public List<X509Certificate> chain() {
        return List.of(parsed(root.der()), parsed(issuer.der()));
    }

    /** DER of the issuer and the root, as they follow a signer's certificate. */
    List<byte[]> issuers() {
        return List.of(issuer.der(), root.der());
    }

    /** What is said about a certificate of the sandbox: an empty list of its issuer; nothing about any other. */
    public List<byte[]> statements(X509Certificate authority) {
        for (var one : List.of(root, issuer)) {
            if (Arrays.equals(one.der(), encoded(authority))) {
                return List.of(list(one));
            }
        }
        return List.of();
    }

    /** Fresh lists of both, DER. */
    List<byte[]> lists() {
        return List.of(list(root), list(issuer));
    }

    /** The certificate of a signer who does not exist. */
    Leaf leaf(String name, Instant notBefore, Instant notAfter) {
        var key = SandboxKey.of(secret, name);
        var serial = serial(name + notBefore);
        var body = body(Profile.Kind.SIGNER, serial, issuer, subject(name), key, notBefore, notAfter);
        return new Leaf(key, serial.value(), notBefore, notAfter, signed(body, issuer.key()));
    }

    private Authority authority(Profile.Kind kind, String name, @Nullable Authority above) {
        var key = SandboxKey.of(secret, name);
        var bare = new Authority(subject(name), key, new byte[0]);
        var by = above == null ? bare : above;
        var body = body(kind, serial(name), by, bare.name(), key, FROM,
                FROM.atOffset(java.time.ZoneOffset.UTC).plus(LASTS).toInstant());
        return new Authority(bare.name(), key, signed(body, by.key()));
    }

    private static X500Name subject(String name) {
        return SubjectName.authority("ID", ORGANIZATION, name).toX500();
    }

    /** Of the secret and the name: nobody guesses it, and every node finds the same. */
    private SerialNumber serial(String name) {
        return SerialNumber
                .of(Arrays.copyOf(Hashes.sha256(SandboxKey.of(secret, "serial:" + name).publicKey()), SerialNumber.BYTES));
    }

    private static CertificateBody body(Profile.Kind kind, SerialNumber serial, Authority by, X500Name subject, SandboxKey key,
            Instant notBefore, Instant notAfter) {
        var profile = new Profile(kind, List.of(), List.of(Profile.KeyKind.P256),
                kind == Profile.Kind.SIGNER ? KeyUsage.nonRepudiation
                        : KeyUsage.keyCertSign | KeyUsage.cRLSign,
                kind == Profile.Kind.SIGNER ? List.of(Profile.DOCUMENT_SIGNING) : List.of(), List.of(), LASTS,
                Duration.ofDays(366 * 60),
                kind == Profile.Kind.ISSUING ? 0 : null);
        return new CertificateBody(profile, serial, by.name(), SubjectPublicKeyInfo.getInstance(by.key().publicKey()), subject,
                SubjectPublicKeyInfo.getInstance(key.publicKey()), notBefore, notAfter, Locations.NONE);
    }

    private static byte[] signed(CertificateBody body, SandboxKey by) {
        byte[] tbs = body.toBeSigned();
        return SignedDer.of(tbs, SignatureAlgorithm.of(body.issuerKey()), by.signCertificate(tbs).orThrow());
    }

    private byte[] list(Authority of) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var key = SubjectPublicKeyInfo.getInstance(of.key().publicKey());
        byte[] tbs = new CrlBody(of.name(), key, BigInteger.valueOf(now.getEpochSecond()), now, now.plus(LIST_LASTS),
                CrlBody.Scope.EVERYTHING, List.of()).toBeSigned();
        return SignedDer.of(tbs, SignatureAlgorithm.of(key), of.key().signCrl(tbs).orThrow());
    }

    private static X509Certificate parsed(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("The sandbox made what is no certificate", e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
