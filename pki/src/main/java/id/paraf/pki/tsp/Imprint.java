package id.paraf.pki.tsp;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The hash of what gets a timestamp, which is all that an authority ever sees of it.
 *
 * @param hash how it was made
 * @param value the hash
 * @param nullParameters whether the algorithm's parameters are NULL instead of absent: the token says it as the request did
 */
public record Imprint(ImprintHash hash, byte[] value, boolean nullParameters) {

    public Imprint {
        if (value.length != hash.length()) {
            throw new IllegalArgumentException("A hash by " + hash + " has " + hash.length() + " octets, not " + value.length);
        }
    }

    /** RFC 5754 §2: parameters are absent in what is made here. */
    public Imprint(ImprintHash hash, byte[] value) {
        this(hash, value, false);
    }

    MessageImprint toAsn1() {
        return new MessageImprint(nullParameters ? new AlgorithmIdentifier(hash.identifier(), DERNull.INSTANCE)
                : new AlgorithmIdentifier(hash.identifier()), value);
    }
}
