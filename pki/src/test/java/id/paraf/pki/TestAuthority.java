package id.paraf.pki;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A root and an issuing authority with keys of the JDK, and everything they sign. */
public final class TestAuthority {

    private static final Profiles PROFILES = Profiles.shipped();
    public static final Profile ROOT = PROFILES.get(Profile.Kind.ROOT);
    public static final Profile ISSUING = PROFILES.get(Profile.Kind.ISSUING);
    public static final Profile SIGNER = PROFILES.get(Profile.Kind.SIGNER);
    public static final Profile SEAL = PROFILES.get(Profile.Kind.SEAL);
    public static final Profile OCSP_RESPONDER = PROFILES.get(Profile.Kind.OCSP_RESPONDER);
    public static final Profile TIMESTAMP = PROFILES.get(Profile.Kind.TIMESTAMP);
    public static final Profile TLS_SERVER = PROFILES.get(Profile.Kind.TLS_SERVER);

    public static final Instant NOW = Instant.parse("2026-11-02T02:00:00Z");
    private static final Instant ROOT_END = Instant.parse("2046-11-02T01:59:59Z");
    public static final Instant ISSUING_END = Instant.parse("2036-11-02T01:59:59Z");
    public static final Locations LOCATIONS = new Locations(List.of("http://pki.contoh.example/crl/issuing-g1.crl"),
            "http://pki.contoh.example/ca/issuing-g1.crt", "http://pki.contoh.example/ocsp", "https://pki.contoh.example/cps");

    public final KeyPair rootKey = ec("secp384r1");
    public final KeyPair issuingKey = ec("secp384r1");
    public final SubjectName rootName = SubjectName.authority("ID", "Contoh", "Contoh Root CA G1");
    public final SubjectName issuingName = SubjectName.authority("ID", "Contoh", "Contoh Signer CA G1");
    public final byte[] root = sign(new CertificateBody(ROOT, serial(), rootName.toX500(), info(rootKey), rootName.toX500(),
            info(rootKey), NOW, ROOT_END, Locations.NONE).toBeSigned(), rootKey);
    public final byte[] issuing = sign(new CertificateBody(ISSUING, serial(), rootName.toX500(), info(rootKey),
            issuingName.toX500(), info(issuingKey), NOW, ISSUING_END, LOCATIONS).toBeSigned(), rootKey);

    public CertificateBody signer(KeyPair key, Instant notBefore, Instant notAfter) {
        var name = SubjectName.person("ID", "Instansi Contoh", "Unit Demo", "Sri Contoh Wulandari", "PF:ID-0123456789ABCDEF0123");
        return new CertificateBody(SIGNER, serial(), issuingName.toX500(), info(issuingKey), name.toX500(), info(key),
                notBefore, notAfter, LOCATIONS);
    }

    public static SerialNumber serial() {
        byte[] bytes = new byte[SerialNumber.BYTES];
        new java.security.SecureRandom().nextBytes(bytes);
        return SerialNumber.of(bytes);
    }

    public static SubjectPublicKeyInfo info(KeyPair key) {
        return SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
    }

    public static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static byte[] sign(byte[] tbs, KeyPair key) {
        var algorithm = SignatureAlgorithm.of(info(key));
        return SignedDer.of(tbs, algorithm, signature(tbs, key));
    }

    public static byte[] signature(byte[] tbs, KeyPair key) {
        try {
            var signature = Signature.getInstance(switch (SignatureAlgorithm.of(info(key))) {
                case ECDSA_SHA256 -> "SHA256withECDSA";
                case ECDSA_SHA384 -> "SHA384withECDSA";
                case RSA_SHA256 -> "SHA256withRSA";
            });
            signature.initSign(key.getPrivate());
            signature.update(tbs);
            return signature.sign();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
