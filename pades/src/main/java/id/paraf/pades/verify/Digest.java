package id.paraf.pades.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** The digests that count. */
enum Digest {
    SHA256("SHA-256", NISTObjectIdentifiers.id_sha256), SHA384("SHA-384", NISTObjectIdentifiers.id_sha384),
    SHA512("SHA-512", NISTObjectIdentifiers.id_sha512);

    /** Known, and known to be too weak: MD2, MD4, MD5, SHA-1, SHA-224. */
    private static final Set<ASN1ObjectIdentifier> WEAK = Set.of(PKCSObjectIdentifiers.md2, PKCSObjectIdentifiers.md4,
            PKCSObjectIdentifiers.md5, OIWObjectIdentifiers.idSHA1, NISTObjectIdentifiers.id_sha224);

    private final String javaName;
    private final ASN1ObjectIdentifier oid;

    Digest(String javaName, ASN1ObjectIdentifier oid) {
        this.javaName = javaName;
        this.oid = oid;
    }

    String javaName() {
        return javaName;
    }

    /** "SHA256", as signature algorithms are called in Java. */
    String shortName() {
        return name();
    }

    static Optional<Digest> of(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values()).filter(one -> one.oid.equals(oid)).findFirst();
    }

    /** Why an algorithm that {@link #of} does not know is refused. */
    static Reason refusal(ASN1ObjectIdentifier oid) {
        return WEAK.contains(oid) ? Reason.WEAK_DIGEST : Reason.ALGORITHM_UNKNOWN;
    }

    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }
}
