package id.paraf.pades;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A root, and those it certifies; keys are real and made anew. */
public final class TestPki {

    public static final Instant NOW = Instant.now().minusSeconds(60);

    /** Someone with a key and a certificate. */
    public record Holder(KeyPair keys, X509CertificateHolder certificate, String algorithm) {

        public byte[] sign(byte[] message) {
            try {
                var signature = Signature.getInstance(algorithm);
                signature.initSign(keys.getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final AtomicLong serial = new AtomicLong(1_000);
    private final KeyPair rootKeys = ec();
    public final X509CertificateHolder root = certificate(rootKeys, "CN=Uji Root", rootKeys, "CN=Uji Root", true, null);
    public final Holder rsa = holder(rsa(), "CN=Siti Rahayu, O=Instansi Uji", null);
    public final Holder ec = holder(ec(), "CN=Budi Santoso, O=Instansi Uji", null);
    public final Holder authority = holder(ec(), "CN=Uji TSA", KeyPurposeId.id_kp_timeStamping);

    public List<X509CertificateHolder> chain(Holder holder) {
        return List.of(holder.certificate, root);
    }

    private Holder holder(KeyPair keys, String name, KeyPurposeId purpose) {
        return new Holder(keys, certificate(keys, name, rootKeys, "CN=Uji Root", false, purpose),
                keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    }

    private X509CertificateHolder certificate(KeyPair keys, String name, KeyPair issuer, String issuerName, boolean authority,
            KeyPurposeId purpose) {
        try {
            var builder = new JcaX509v3CertificateBuilder(new X500Name(issuerName), BigInteger.valueOf(serial.incrementAndGet()),
                    Date.from(NOW.minusSeconds(86_400)), Date.from(NOW.plusSeconds(86_400 * 365L)), new X500Name(name),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(
                    authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An RFC 3161 token by {@link #authority}, or with another key's signature under its name. */
    public byte[] token(byte[] imprint) {
        return token(imprint, authority.keys);
    }

    public byte[] forgedToken(byte[] imprint) {
        return token(imprint, ec());
    }

    private byte[] token(byte[] imprint, KeyPair keys) {
        try {
            var asked = new TimeStampRequestGenerator();
            asked.setCertReq(true);
            return response(asked.generate(TSPAlgorithms.SHA256, imprint), keys, NOW).getTimeStampToken().getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #authority} answers to a request of RFC 3161 at this time. */
    public byte[] answer(byte[] request, Instant at) {
        try {
            return response(new TimeStampRequest(request), authority.keys, at).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TimeStampResponse response(TimeStampRequest request, KeyPair keys, Instant at) {
        try {
            DigestCalculator sha256 = new JcaDigestCalculatorProviderBuilder().build()
                    .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
            var signer = new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", keys.getPrivate(),
                    authority.certificate);
            var generator = new TimeStampTokenGenerator(signer, sha256, new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.2.3.4"));
            generator.addCertificates(new JcaCertStore(List.of(authority.certificate, root)));
            return new TimeStampResponseGenerator(generator, TSPAlgorithms.ALLOWED).generate(request,
                    BigInteger.valueOf(serial.incrementAndGet()), Date.from(at));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public X509CRLHolder crl() {
        try {
            var builder = new X509v2CRLBuilder(new X500Name("CN=Uji Root"), Date.from(NOW));
            builder.setNextUpdate(Date.from(NOW.plusSeconds(86_400)));
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(rootKeys.getPrivate()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String rootPem() throws IOException {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(root.getEncoded()) + "\n-----END CERTIFICATE-----\n";
    }

    public static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
