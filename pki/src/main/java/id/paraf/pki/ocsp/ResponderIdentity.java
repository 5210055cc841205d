package id.paraf.pki.ocsp;

import java.util.HexFormat;

import org.bouncycastle.cert.X509CertificateHolder;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerWriter;

/** Who signs: what every answer of one responder certificate has in common. */
public final class ResponderIdentity {

    /** RFC 5758 §3.2: ecdsa-with-SHA256, parameters absent. */
    static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    private final byte[] keyHash;
    private final byte[] tail;
    private final long notBefore;
    private final long notAfter;

    /** @param certificate the responder's certificate, for a P-256 key */
    public ResponderIdentity(X509CertificateHolder certificate) {
        // RFC 6960 §4.2.1: KeyHash is the SHA-1 hash of the responder's public key, without tag and length.
        keyHash = CertHash.SHA1.of(certificate.getSubjectPublicKeyInfo().getPublicKeyData().getBytes());
        try {
            byte[] der = certificate.getEncoded();
            var out = new DerWriter(der.length + 16);
            int mark = out.mark();
            out.bytes(der);
            out.wrap(DerReader.SEQUENCE, mark);
            out.wrap(0xa0, mark);
            tail = out.finish();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        notBefore = certificate.getNotBefore().getTime() / 1000;
        notAfter = certificate.getNotAfter().getTime() / 1000;
    }

    byte[] keyHash() {
        return keyHash;
    }

    /** certs [0]: the certificate, so that nobody has to fetch it. */
    byte[] tail() {
        return tail;
    }

    /** First second of the certificate. */
    public long notBefore() {
        return notBefore;
    }

    /** Last second of the certificate: no answer reaches beyond it. */
    public long notAfter() {
        return notAfter;
    }
}
