package id.paraf.pki.ocsp;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.DerReader;

/** What the bytes of a request ask for: one certificate, with or without a nonce, or nothing that can be answered. */
public sealed interface OcspRequest {

    /** Longer requests are not read. */
    int LONGEST = 4096;

    /** Not a request by RFC 6960 in DER, or one of a kind that RFC 9919 does not send; {@code why} is for people. */
    record Malformed(String why) implements OcspRequest {
    }

    /**
     * A question about one certificate.
     *
     * @param nonce to be echoed, or null
     */
    record Query(CertId id, byte @Nullable [] nonce) implements OcspRequest {
    }

    /** Reads a request. Any bytes will do: whatever cannot be understood is malformed, never an exception. */
    static OcspRequest read(byte[] der) {
        if (der.length > LONGEST) {
            return new Malformed("longer than " + LONGEST + " bytes");
        }
        try {
            return RequestReader.read(new DerReader(der));
        } catch (DerReader.NotDer malformed) {
            return new Malformed(malformed.why());
        }
    }
}
