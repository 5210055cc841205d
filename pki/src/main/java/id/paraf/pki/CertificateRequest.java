package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A certification request (PKCS #10, RFC 2986) of somebody outside. It brings a key and the proof of owning it; whatever else it
 * wishes for is not read, because what a certificate says is ours to decide.
 */
public sealed interface CertificateRequest {

    /** Longer ones say more than a key. */
    int MOST_BYTES = 16 * 1024;

    /** The key, whose owner signed the request with it. */
    record Proven(SubjectPublicKeyInfo key) implements CertificateRequest {
    }

    /** Why not, in a sentence without a full stop. */
    record Refused(String why) implements CertificateRequest {
    }

    /** What the owner of a key signs to ask for a certificate: a name, the key, and no wishes (RFC 2986 §4.1). */
    static byte[] toBeSigned(X500Name subject, SubjectPublicKeyInfo key) {
        try {
            return new CertificationRequestInfo(subject, key, new DERSet()).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request in PEM. */
    static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }

    /** Reads a file in PEM or DER. */
    static CertificateRequest of(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Refused("the file is too long for a certification request");
        }
        byte[] der = Pkcs10.der(file);
        try {
            var request = CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(request.getEncoded(ASN1Encoding.DER), der)) {
                return new Refused("the request is not DER");
            }
            // RFC 2986 §4.1: version 0 is the only one.
            if (!request.getCertificationRequestInfo().getVersion().hasValue(0)) {
                return new Refused("the request is of an unknown version");
            }
            if (!Pkcs10.ALGORITHMS.contains(request.getSignatureAlgorithm().getAlgorithm())) {
                return new Refused("the request is not signed with SHA-256 or better by an RSA or elliptic key");
            }
            var key = request.getCertificationRequestInfo().getSubjectPublicKeyInfo();
            // SMBR 6.1.1.3, CA-05: who asks shows to have the private key.
            return new PKCS10CertificationRequest(request).isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))
                    ? new Proven(key)
                    : new Refused("the request is not signed by the key it brings");
        } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
            return new Refused("the file is no certification request (PKCS #10) in PEM or DER");
        }
    }
}

/** How requests are written. */
final class Pkcs10 {

    static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384, X9ObjectIdentifiers.ecdsa_with_SHA512,
            PKCSObjectIdentifiers.sha256WithRSAEncryption, PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption);
    /** RFC 7468 §7, and the older label that some tools still write. */
    private static final Pattern PEM = Pattern.compile(
            "(?s).*?-----BEGIN (NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\\s]+)-----END (NEW )?CERTIFICATE REQUEST-----\\s*");

    private Pkcs10() {
    }

    /** The DER in a PEM, or the file itself. */
    static byte[] der(byte[] file) {
        var pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        if (!pem.matches()) {
            return file;
        }
        try {
            return Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException notBase64) {
            return file;
        }
    }
}
