package id.paraf.pki.tsp;

import java.util.Arrays;
import java.util.HexFormat;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The hash functions over which timestamps are given; RFC 3161 §2.4.1 lets an authority refuse all that are weaker. */
public enum ImprintHash {
    SHA256(NISTObjectIdentifiers.id_sha256, "608648016503040201", 32), SHA384(NISTObjectIdentifiers.id_sha384, "608648016503040202",
            48),
    SHA512(NISTObjectIdentifiers.id_sha512, "608648016503040203", 64);

    private final ASN1ObjectIdentifier identifier;
    private final byte[] content;
    private final int length;

    ImprintHash(ASN1ObjectIdentifier identifier, String content, int length) {
        this.identifier = identifier;
        this.content = HexFormat.of().parseHex(content);
        this.length = length;
    }

    /** How many octets a hash has. */
    public int length() {
        return length;
    }

    ASN1ObjectIdentifier identifier() {
        return identifier;
    }

    /** The one whose OBJECT IDENTIFIER has this content; null if it is none of these. */
    static @Nullable ImprintHash of(byte[] oid) {
        return Arrays.stream(values()).filter(hash -> Arrays.equals(hash.content, oid)).findFirst().orElse(null);
    }
}
