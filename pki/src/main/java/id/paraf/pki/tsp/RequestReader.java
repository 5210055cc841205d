package id.paraf.pki.tsp;

import java.math.BigInteger;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerReader.NotDer;
import id.paraf.pki.tsp.TimestampRequest.Query;
import id.paraf.pki.tsp.TimestampRequest.Refused;

/** The grammar of RFC 3161 §2.4.1, read to its end before anything is refused for what it says. */
final class RequestReader {

    private static final int EXTENSIONS = 0xa0;

    private RequestReader() {
    }

    static TimestampRequest read(DerReader bytes) {
        var request = bytes.enter(DerReader.SEQUENCE);
        bytes.end();
        var version = new BigInteger(request.integer());
        var messageImprint = request.enter(DerReader.SEQUENCE);
        var algorithm = messageImprint.enter(DerReader.SEQUENCE);
        byte[] oid = algorithm.oid();
        boolean nullParameters = algorithm.next(DerReader.NULL);
        boolean otherParameters = !nullParameters && algorithm.more();
        if (algorithm.more()) {
            algorithm.skip();
        }
        algorithm.end();
        byte[] hashed = messageImprint.content(DerReader.OCTET_STRING);
        messageImprint.end();
        String policy = request.next(DerReader.OID) ? dotted(request.oid()) : null;
        BigInteger nonce = request.next(DerReader.INTEGER) ? new BigInteger(request.integer()) : null;
        boolean certReq = request.next(DerReader.BOOLEAN);
        // X.690 §11.5: FALSE is the default, and a default is not encoded.
        if (certReq && !request.bool()) {
            throw new NotDer("certReq is FALSE");
        }
        boolean extensions = request.next(EXTENSIONS);
        if (extensions) {
            readExtensions(request);
        }
        request.end();

        if (!version.equals(BigInteger.ONE)) {
            return new Refused(TimestampFailure.BAD_REQUEST, "version 1 is the only one");
        }
        // RFC 3161 §2.4.1: an extension that is not recognised, critical or not, gets no token; none is known here.
        if (extensions) {
            return new Refused(TimestampFailure.UNACCEPTED_EXTENSION, "no extensions are known here");
        }
        return query(oid, otherParameters, hashed, nullParameters, policy, nonce, certReq);
    }

    private static TimestampRequest query(byte[] oid, boolean otherParameters, byte[] hashed, boolean nullParameters,
            @Nullable String policy, @Nullable BigInteger nonce, boolean certReq) {
        var hash = ImprintHash.of(oid);
        if (hash == null || otherParameters) {
            return new Refused(TimestampFailure.BAD_ALG, "the hash is none of SHA-256, SHA-384 and SHA-512");
        }
        // RFC 3161 §2.4.2: badDataFormat, the data submitted has the wrong format.
        if (hashed.length != hash.length()) {
            return new Refused(TimestampFailure.BAD_DATA_FORMAT,
                    "a hash by " + hash + " has " + hash.length() + " octets, not " + hashed.length);
        }
        return new Query(new Imprint(hash, hashed, nullParameters), policy, nonce, certReq);
    }

    /** [0] IMPLICIT Extensions: RFC 5280 §4.1.2.9, SIZE (1..MAX). */
    private static void readExtensions(DerReader request) {
        var extensions = request.enter(EXTENSIONS);
        do {
            var extension = extensions.enter(DerReader.SEQUENCE);
            extension.oid();
            if (extension.next(DerReader.BOOLEAN) && !extension.bool()) {
                throw new NotDer("critical is FALSE");
            }
            extension.content(DerReader.OCTET_STRING);
            extension.end();
        } while (extensions.more());
    }

    private static String dotted(byte[] content) {
        try {
            return ASN1ObjectIdentifier.fromContents(content).getId();
        } catch (IllegalArgumentException tooLong) {
            throw new NotDer("an OBJECT IDENTIFIER that nobody has");
        }
    }
}
