package id.paraf.pki.lint;

import java.math.BigInteger;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile.KeyKind;

/** ETSI TS 119 312, RFC 5480, SMBR 6.1.1.3: a key of the profile's kinds, well formed and not known to be weak. */
final class PublicKeys implements Lint {

    private static final BigInteger SMALLEST_EXPONENT = BigInteger.TWO.pow(16);
    private static final BigInteger LARGEST_EXPONENT = BigInteger.TWO.pow(256);
    /** The product of all odd primes below 752, as NIST SP 800-89 §5.3.3 tests for small factors. */
    private static final BigInteger SMALL_PRIMES = java.util.stream.IntStream.range(3, 752)
            .mapToObj(BigInteger::valueOf).filter(n -> n.isProbablePrime(30)).reduce(BigInteger.ONE, BigInteger::multiply);
    private static final int FERMAT_ROUNDS = 100;

    @Override
    public String id() {
        return "LI-15";
    }

    @Override
    public List<String> check(Sample sample) {
        var findings = new Findings();
        var kind = kind(sample.key(), findings);
        findings.require(kind != null && sample.profile().keys().contains(kind),
                "profile " + sample.profile().name() + " does not take keys of kind " + kind);
        return findings.list();
    }

    private static @Nullable KeyKind kind(SubjectPublicKeyInfo key, Findings findings) {
        var family = key.getAlgorithm().getAlgorithm();
        if (family.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            // RFC 3279 §2.3.1: the parameters MUST be NULL.
            findings.require(DERNull.INSTANCE.equals(key.getAlgorithm().getParameters()), "the RSA parameters are not NULL");
            return rsa(key, findings);
        }
        if (family.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return curve(key, findings);
        }
        return null;
    }

    private static @Nullable KeyKind rsa(SubjectPublicKeyInfo key, Findings findings) {
        RSAPublicKey rsa;
        try {
            rsa = RSAPublicKey.getInstance(key.parsePublicKey());
        } catch (java.io.IOException e) {
            findings.require(false, "the RSA key is not DER");
            return null;
        }
        BigInteger exponent = rsa.getPublicExponent();
        BigInteger modulus = rsa.getModulus();
        findings.require(
                exponent.testBit(0) && exponent.compareTo(SMALLEST_EXPONENT) > 0 && exponent.compareTo(LARGEST_EXPONENT) < 0,
                "the RSA exponent is even or outside 2^16 to 2^256")
                .require(modulus.testBit(0) && modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE),
                        "the RSA modulus has a small factor")
                .require(!closePrimes(modulus), "the RSA modulus is a product of close primes")
                .require(!Roca.fingerprint(modulus), "the RSA key comes from a library that makes weak ones (ROCA)");
        return switch (modulus.bitLength()) {
            case 2048 -> KeyKind.RSA2048;
            case 3072 -> KeyKind.RSA3072;
            case 4096 -> KeyKind.RSA4096;
            default -> null;
        };
    }

    /** Fermat's factorisation, the first rounds: primes that close together were not chosen independently. */
    private static boolean closePrimes(BigInteger modulus) {
        BigInteger root = modulus.sqrt();
        BigInteger a = root.multiply(root).equals(modulus) ? root : root.add(BigInteger.ONE);
        for (int round = 0; round < FERMAT_ROUNDS; round++, a = a.add(BigInteger.ONE)) {
            BigInteger difference = a.multiply(a).subtract(modulus);
            BigInteger b = difference.sqrt();
            if (b.multiply(b).equals(difference)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable KeyKind curve(SubjectPublicKeyInfo key, Findings findings) {
        // RFC 5480 §2.1.1: namedCurve alone; explicit curves are never accepted.
        if (!(key.getAlgorithm().getParameters().toASN1Primitive() instanceof ASN1ObjectIdentifier curve)) {
            findings.require(false, "the curve is not named");
            return null;
        }
        var kind = curve.equals(SECObjectIdentifiers.secp256r1) ? KeyKind.P256
                : curve.equals(SECObjectIdentifiers.secp384r1) ? KeyKind.P384 : null;
        if (kind != null) {
            boolean onCurve;
            try {
                var point = ECNamedCurveTable.getByOID(curve).getCurve().decodePoint(key.getPublicKeyData().getBytes());
                onCurve = !point.isInfinity() && point.isValid();
            } catch (IllegalArgumentException e) {
                onCurve = false;
            }
            findings.require(onCurve, "the public point is not on its curve");
        }
        return kind;
    }
}
