package id.paraf.pki.ocsp;

import java.util.Arrays;

import org.bouncycastle.cert.X509CertificateHolder;

/** An issuer as clients name it: the hashes of its name and of its key. */
public final class IssuerHashes {

    private final byte[][] names = new byte[CertHash.values().length][];
    private final byte[][] keys = new byte[CertHash.values().length][];

    /** @param issuer the issuer's certificate */
    public IssuerHashes(X509CertificateHolder issuer) {
        try {
            // RFC 6960 §4.1.1: the DER of the issuer's distinguished name, and the key without tag and length of its field.
            byte[] name = issuer.getSubject().getEncoded("DER");
            byte[] key = issuer.getSubjectPublicKeyInfo().getPublicKeyData().getBytes();
            for (CertHash hash : CertHash.values()) {
                names[hash.ordinal()] = hash.of(name);
                keys[hash.ordinal()] = hash.of(key);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether the client asks about a certificate of this issuer. */
    public boolean issued(CertId id) {
        var hash = id.hash();
        return hash != null && Arrays.equals(names[hash.ordinal()], id.nameHash())
                && Arrays.equals(keys[hash.ordinal()], id.keyHash());
    }

    byte[] name(CertHash hash) {
        return names[hash.ordinal()];
    }

    byte[] key(CertHash hash) {
        return keys[hash.ordinal()];
    }
}
