package id.paraf.pki.ocsp;

import java.util.ArrayList;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.DerReader;

/** The grammar of RFC 6960 §4.1.1, from the outside in. */
final class RequestReader {

    /** 1.3.6.1.5.5.7.48.1.2, id-pkix-ocsp-nonce. */
    private static final byte[] NONCE = {0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2};
    /** 1.3.6.1.5.5.7.48.1.4, id-pkix-ocsp-response: there is one type of response, and everybody takes it. */
    private static final byte[] ACCEPTABLE_RESPONSES = {0x2b, 6, 1, 5, 5, 7, 0x30, 1, 4};
    /** 1.3.6.1.5.5.7.48.1.8, id-pkix-ocsp-pref-sig-algs: a preference, and there is one algorithm. */
    private static final byte[] PREFERRED_ALGORITHMS = {0x2b, 6, 1, 5, 5, 7, 0x30, 1, 8};

    /** RFC 9654 §2.1: a server MUST reject requests whose nonce has a length of 0 octets or more than 128 octets. */
    private static final int LONGEST_NONCE = 128;

    private RequestReader() {
    }

    static OcspRequest read(DerReader bytes) {
        var request = bytes.enter(DerReader.SEQUENCE);
        bytes.end();
        var tbs = request.enter(DerReader.SEQUENCE);
        if (request.next(0xa0)) {
            // RFC 9919 §3.1.2: an OCSP responder MAY ignore the signature on an OCSPRequest.
            request.skip();
        }
        request.end();

        // X.690 §11.5: a default value is not encoded, and v1 is the default; no other version is known.
        if (tbs.next(0xa0)) {
            throw new DerReader.NotDer("a version");
        }
        if (tbs.next(0xa1)) {
            tbs.skip();
        }
        var list = tbs.enter(DerReader.SEQUENCE);
        var one = list.enter(DerReader.SEQUENCE);
        // RFC 9919 §3.1.1: clients MUST include only one Request in the requestList.
        if (list.more()) {
            throw new DerReader.NotDer("more than one certificate");
        }
        var id = certId(one);
        if (one.next(0xa0)) {
            extensions(one.enter(0xa0));
        }
        one.end();
        byte[] nonce = tbs.next(0xa2) ? extensions(tbs.enter(0xa2)) : null;
        tbs.end();
        return new OcspRequest.Query(id, nonce);
    }

    private static CertId certId(DerReader request) {
        var id = request.enter(DerReader.SEQUENCE);
        var algorithm = id.enter(DerReader.SEQUENCE);
        byte[] oid = algorithm.oid();
        if (algorithm.more()) {
            algorithm.enter(DerReader.NULL).end();
        }
        algorithm.end();
        byte[] nameHash = id.content(DerReader.OCTET_STRING);
        byte[] keyHash = id.content(DerReader.OCTET_STRING);
        byte[] serial = id.integer();
        id.end();
        return new CertId(hash(oid), nameHash, keyHash, serial);
    }

    private static @Nullable CertHash hash(byte[] oid) {
        return Arrays.equals(oid, CertHash.SHA1.oid()) ? CertHash.SHA1
                : Arrays.equals(oid, CertHash.SHA256.oid()) ? CertHash.SHA256 : null;
    }

    /** The nonce among the extensions, if it is there. */
    private static byte @Nullable [] extensions(DerReader tagged) {
        var extensions = tagged.enter(DerReader.SEQUENCE);
        tagged.end();
        byte[] nonce = null;
        var seen = new ArrayList<byte[]>(2);
        do {
            // RFC 5280 §4.1.2.9: SIZE (1..MAX), hence one is there.
            var extension = extensions.enter(DerReader.SEQUENCE);
            byte[] id = extension.oid();
            boolean critical = extension.next(DerReader.BOOLEAN);
            // X.690 §11.5 again: FALSE is the default.
            if (critical && !extension.bool()) {
                throw new DerReader.NotDer("critical is FALSE");
            }
            byte[] value = extension.content(DerReader.OCTET_STRING);
            extension.end();
            if (seen.stream().anyMatch(other -> Arrays.equals(other, id))) {
                throw new DerReader.NotDer("an extension twice");
            }
            seen.add(id);
            if (Arrays.equals(id, NONCE)) {
                nonce = nonce(value);
            } else if (critical && !Arrays.equals(id, ACCEPTABLE_RESPONSES) && !Arrays.equals(id, PREFERRED_ALGORITHMS)) {
                // RFC 6960 §4.4: a critical extension that is not recognised is an error.
                throw new DerReader.NotDer("an unknown critical extension");
            }
        } while (extensions.more());
        return nonce;
    }

    /** RFC 9654 §2.1: Nonce ::= OCTET STRING (SIZE (1..128)) inside the value, and that one is measured. */
    private static byte[] nonce(byte[] value) {
        var inner = new DerReader(value);
        byte[] nonce = inner.content(DerReader.OCTET_STRING);
        inner.end();
        if (nonce.length == 0 || nonce.length > LONGEST_NONCE) {
            throw new DerReader.NotDer("a nonce of " + nonce.length + " octets");
        }
        return nonce;
    }
}
