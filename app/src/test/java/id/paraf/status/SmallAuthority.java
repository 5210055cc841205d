package id.paraf.status;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

import id.paraf.pki.CertificateBody;
import id.paraf.pki.Locations;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.SerialNumber;
import id.paraf.pki.SignatureAlgorithm;
import id.paraf.pki.SignedDer;
import id.paraf.pki.SubjectName;
import id.paraf.pki.ocsp.IssuerHashes;
import id.paraf.pki.ocsp.ResponderIdentity;

/** An issuer and its responder with keys of the JDK, and requests and responses as Bouncy Castle writes and reads them. */
final class SmallAuthority {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Locations LOCATIONS = new Locations(List.of("http://pki.contoh.example/crl/a.crl"),
            "http://pki.contoh.example/ca/a.crt", null, null);

    final KeyPair key = pair();
    final KeyPair responderKey = pair();
    final SubjectName name = SubjectName.authority("ID", "Contoh", "Contoh CA");
    final X509CertificateHolder certificate;
    final X509CertificateHolder responder;

    SmallAuthority(Instant from, Duration responderLasts) {
        certificate = certificate(Profiles.shipped().get(Profile.Kind.ISSUING), name, key, from, from.plus(Duration.ofDays(3650)));
        responder = certificate(Profiles.shipped().get(Profile.Kind.OCSP_RESPONDER),
                SubjectName.authority("ID", "Contoh", "Contoh OCSP"), responderKey, from,
                from.plus(responderLasts));
    }

    private X509CertificateHolder certificate(Profile profile, SubjectName subject, KeyPair pair, Instant from, Instant to) {
        byte[] tbs = new CertificateBody(profile, serial(), name.toX500(), info(key), subject.toX500(), info(pair), from, to,
                LOCATIONS).toBeSigned();
        try {
            return new X509CertificateHolder(SignedDer.of(tbs, SignatureAlgorithm.ECDSA_SHA256, sign(tbs, key)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    Board board() {
        var board = new Board(new IssuerHashes(certificate));
        board.signers().add(number -> new Signers.Signer(number, "responder", new ResponderIdentity(responder),
                data -> sign(data, responderKey), false));
        return board;
    }

    static SerialNumber serial() {
        byte[] bytes = new byte[SerialNumber.BYTES];
        RANDOM.nextBytes(bytes);
        return SerialNumber.of(bytes);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static SubjectPublicKeyInfo info(KeyPair key) {
        return SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
    }

    static byte[] sign(byte[] message, KeyPair key) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A request in SHA-1 or SHA-256, with a nonce of so many octets, or none if negative. */
    byte[] ask(BigInteger serial, boolean sha256, int nonce) {
        return ask(certificate, serial, sha256, nonce);
    }

    static byte[] ask(X509CertificateHolder issuer, BigInteger serial, boolean sha256, int nonce) {
        try {
            var hash = sha256 ? new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"), DERNull.INSTANCE)
                    : CertificateID.HASH_SHA1;
            var builder = new OCSPReqBuilder()
                    .addRequest(new CertificateID(new JcaDigestCalculatorProviderBuilder().build().get(hash), issuer, serial));
            if (nonce >= 0) {
                byte[] octets = new byte[nonce];
                RANDOM.nextBytes(octets);
                builder.setRequestExtensions(new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
                        new DEROctetString(octets).getEncoded())));
            }
            return builder.build().getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static int status(byte[] response) {
        try {
            return new OCSPResp(response).getStatus();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The response, whose signature is right. */
    BasicOCSPResp read(byte[] response) {
        try {
            var basic = (BasicOCSPResp) new OCSPResp(response).getResponseObject();
            if (!basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder))) {
                throw new AssertionError("The signature does not verify");
            }
            return basic;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
