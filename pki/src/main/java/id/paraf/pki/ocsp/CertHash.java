package id.paraf.pki.ocsp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes by which clients name an issuer. SHA-1 names here and protects nothing; most clients know no other. */
public enum CertHash {
    SHA1("SHA-1", "300906052b0e03021a0500"),
    SHA256("SHA-256", "300d06096086480165030402010500");

    private final String algorithm;
    private final byte[] identifier;
    private final byte[] oid;

    CertHash(String algorithm, String identifier) {
        this.algorithm = algorithm;
        // RFC 5754 §2: parameters may be NULL or absent and mean the same; NULL is what clients send.
        this.identifier = HexFormat.of().parseHex(identifier);
        this.oid = java.util.Arrays.copyOfRange(this.identifier, 4, this.identifier.length - 2);
    }

    byte[] identifier() {
        return identifier;
    }

    /** The content of its object identifier. */
    byte[] oid() {
        return oid;
    }

    byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
