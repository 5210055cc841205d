package id.paraf.pki.tsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.DerReader;

/** What the bytes of a request ask for: a timestamp, or nothing that is given. */
public sealed interface TimestampRequest {

    /** Longer requests are not read: a SHA-512 imprint, a policy and a nonce take 150 octets. */
    int LONGEST = 8192;

    /**
     * Nothing that is given.
     *
     * @param failure what the answer says to the program
     * @param why what it says to people
     */
    record Refused(TimestampFailure failure, String why) implements TimestampRequest {
    }

    /**
     * A question for one timestamp.
     *
     * @param policy the policy that the client insists on, dotted, or null
     * @param nonce to be echoed, or null
     * @param certReq whether the token brings its certificate along
     */
    record Query(Imprint imprint, @Nullable String policy, @Nullable BigInteger nonce, boolean certReq)
            implements
                TimestampRequest {

        /** The TimeStampReq in DER. */
        public byte[] der() {
            try {
                return new TimeStampReq(imprint.toAsn1(), policy == null ? null : new ASN1ObjectIdentifier(policy),
                        nonce == null ? null : new ASN1Integer(nonce), certReq ? ASN1Boolean.TRUE : null, null)
                        .getEncoded(ASN1Encoding.DER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads a request. Any bytes will do: whatever cannot be understood is refused, never an exception. */
    static TimestampRequest read(byte[] der) {
        if (der.length > LONGEST) {
            return new Refused(TimestampFailure.BAD_DATA_FORMAT, "longer than " + LONGEST + " octets");
        }
        try {
            return RequestReader.read(new DerReader(der));
        } catch (DerReader.NotDer malformed) {
            return new Refused(TimestampFailure.BAD_DATA_FORMAT, "no TimeStampReq in DER: " + malformed.why());
        }
    }
}
