package id.paraf.pki.ocsp;

import java.math.BigInteger;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Requests as Bouncy Castle writes them. */
public final class Requests {

    private Requests() {
    }

    public static byte[] ask(X509CertificateHolder issuer, CertHash hash, BigInteger serial, Extension... extensions) {
        try {
            var builder = new OCSPReqBuilder().addRequest(id(issuer, hash, serial));
            if (extensions.length > 0) {
                builder.setRequestExtensions(new Extensions(extensions));
            }
            return builder.build().getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public static CertificateID id(X509CertificateHolder issuer, CertHash hash, BigInteger serial) throws Exception {
        AlgorithmIdentifier algorithm = hash == CertHash.SHA1 ? CertificateID.HASH_SHA1
                : new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"),
                        org.bouncycastle.asn1.DERNull.INSTANCE);
        return new CertificateID(new JcaDigestCalculatorProviderBuilder().build().get(algorithm), issuer, serial);
    }

    /** A nonce of {@code length} octets by RFC 9654. */
    public static Extension nonce(int length) {
        byte[] nonce = new byte[length];
        Arrays.fill(nonce, (byte) 0x5a);
        return nonce(nonce);
    }

    public static Extension nonce(byte[] nonce) {
        try {
            return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
                    new DEROctetString(new DEROctetString(nonce).getEncoded(ASN1Encoding.DER)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
