package id.paraf.pki.ocsp;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerWriter;

/**
 * One answer about one certificate, before it is signed. The same answer always gives the same bytes, so whoever keeps a
 * signature need not keep what it signs.
 *
 * @param hash how the client named the issuer
 * @param issuer the issuer
 * @param serial content of the serial number's INTEGER
 * @param state what is said
 * @param producedAt second at which it was signed
 * @param thisUpdate second at which it is known to be right
 * @param nextUpdate second at which newer information is there at the latest
 * @param nonce echoed, or {@link #NO_NONCE}
 */
public record OcspAnswer(CertHash hash, IssuerHashes issuer, byte[] serial, CertState state, long producedAt, long thisUpdate,
        long nextUpdate, byte[] nonce) {

    /** A nonce has at least one octet, so none at all is no nonce. */
    public static final byte[] NO_NONCE = {};

    /** Room for everything but the certificate: the longest nonce and a SHA-256 CertID included. */
    private static final int ROOM = 640;
    /** Extension header of the nonce: id-pkix-ocsp-nonce. */
    private static final byte[] NONCE_OID = {0x06, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2};
    /** 1.3.6.1.5.5.7.48.1.1, id-pkix-ocsp-basic. */
    private static final byte[] BASIC_OID = {0x06, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1};

    public OcspAnswer {
        if (thisUpdate > producedAt || producedAt >= nextUpdate) {
            throw new IllegalArgumentException("thisUpdate, producedAt, nextUpdate: " + thisUpdate + " " + producedAt + " "
                    + nextUpdate);
        }
    }

    /** The DER ResponseData (RFC 6960 §4.2.1). */
    public byte[] toBeSigned(ResponderIdentity responder) {
        var out = new DerWriter(ROOM);
        int data = out.mark();
        if (nonce.length > 0) {
            writeNonce(out, nonce);
        }
        // RFC 9919 §3.2.1: one SingleResponse; and no extensions in it, above all no reasonCode.
        int responses = out.mark();
        writeSingle(out);
        out.wrap(DerReader.SEQUENCE, responses);
        out.time(producedAt);
        // RFC 9919 §3.2.1: the ResponderID is a byKey.
        int byKey = out.mark();
        out.value(DerReader.OCTET_STRING, responder.keyHash());
        out.wrap(0xa2, byKey);
        out.wrap(DerReader.SEQUENCE, data);
        return out.finish();
    }

    private static void writeNonce(DerWriter out, byte[] nonce) {
        int tagged = out.mark();
        int value = out.mark();
        out.value(DerReader.OCTET_STRING, nonce);
        out.wrap(DerReader.OCTET_STRING, value);
        out.bytes(NONCE_OID);
        out.wrap(DerReader.SEQUENCE, tagged);
        out.wrap(DerReader.SEQUENCE, tagged);
        out.wrap(0xa1, tagged);
    }

    private void writeSingle(DerWriter out) {
        int single = out.mark();
        // RFC 9919 §3.2.1 and RFC 6960 §4.2.2.1: nextUpdate is always there.
        int next = out.mark();
        out.time(nextUpdate);
        out.wrap(0xa0, next);
        out.time(thisUpdate);
        int status = out.mark();
        if (state.good()) {
            out.wrap(0x80, status);
        } else {
            // RFC 5280 §5.3.1: no reason rather than unspecified (0).
            if (state.reason() != 0) {
                int reason = out.mark();
                out.octet(state.reason());
                out.wrap(0x0a, reason);
                out.wrap(0xa0, reason);
            }
            out.time(state.revokedAt());
            out.wrap(0xa1, status);
        }
        int id = out.mark();
        out.value(DerReader.INTEGER, serial);
        out.value(DerReader.OCTET_STRING, issuer.key(hash));
        out.value(DerReader.OCTET_STRING, issuer.name(hash));
        out.bytes(hash.identifier());
        out.wrap(DerReader.SEQUENCE, id);
        out.wrap(DerReader.SEQUENCE, single);
    }

    /** The DER OCSPResponse: what was signed, its ECDSA signature and the responder's certificate. */
    public static byte[] signed(byte[] toBeSigned, byte[] signature, ResponderIdentity responder) {
        byte[] tail = responder.tail();
        var out = new DerWriter(toBeSigned.length + signature.length + tail.length + 64);
        int all = out.mark();
        out.bytes(tail);
        int bits = out.mark();
        out.bytes(signature);
        out.octet(0);
        out.wrap(0x03, bits);
        out.bytes(ResponderIdentity.ECDSA_SHA256);
        out.bytes(toBeSigned);
        out.wrap(DerReader.SEQUENCE, all);
        out.wrap(DerReader.OCTET_STRING, all);
        out.bytes(BASIC_OID);
        out.wrap(DerReader.SEQUENCE, all);
        out.wrap(0xa0, all);
        out.octet(0);
        out.octet(1);
        out.octet(0x0a);
        out.wrap(DerReader.SEQUENCE, all);
        return out.finish();
    }
}
