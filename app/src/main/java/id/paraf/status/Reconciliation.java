package id.paraf.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.springframework.stereotype.Component;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.StatusFeed;
import id.paraf.pki.ocsp.CertState;

/** Holds the register, the answers of this node and the revocation lists against each other, certificate by certificate. */
@Component
public class Reconciliation {

    private final StatusFeed feed;
    private final Board board;

    Reconciliation(StatusFeed feed, Board board) {
        this.feed = feed;
        this.board = board;
    }

    /**
     * What does not agree, each as a sentence. What changes meanwhile may show up once; who asks again does not hear it twice.
     *
     * @param lists all complete lists of the issuing authority, in DER
     */
    public List<String> compare(List<byte[]> lists) {
        var listed = new HashMap<BigInteger, CertState>();
        lists.forEach(list -> read(list).forEach(entry -> listed.put(entry.getSerialNumber(), state(entry))));
        var found = new ArrayList<String>();
        feed.all(Authorities.ISSUING, (serial, notAfter, stoppedAt, reason) -> {
            var registered = stoppedAt < 0 ? CertState.NOT_REVOKED : new CertState(stoppedAt, reason);
            var number = new BigInteger(serial);
            var answered = board.known().find(serial);
            if (answered == null || !answered.state().equals(registered)) {
                found.add("OCSP says " + (answered == null ? "nothing" : said(answered.state())) + " about " + number.toString(16)
                        + ", the register " + said(registered));
            }
            var onList = listed.remove(number);
            if (onList == null ? !registered.good() : !onList.equals(registered)) {
                found.add("The list says " + (onList == null ? "nothing" : said(onList)) + " about " + number.toString(16)
                        + ", the register " + said(registered));
            }
        });
        // Whoever is over for long may still be on a list (RFC 5280 §3.3) and is not told by the register any more.
        listed.forEach((serial, state) -> {
            var answered = board.known().find(serial.toByteArray());
            if (answered != null && !answered.state().equals(state)) {
                found.add("The list says " + said(state) + " about " + serial.toString(16) + ", OCSP " + said(answered.state()));
            }
        });
        return found;
    }

    private static String said(CertState state) {
        return state.good() ? "good" : "stopped at " + state.revokedAt() + " for reason " + state.reason();
    }

    private static CertState state(X509CRLEntryHolder entry) {
        var reason = entry.getExtension(Extension.reasonCode);
        return new CertState(entry.getRevocationDate().getTime() / 1000,
                reason == null ? 0 : CRLReason.getInstance(reason.getParsedValue()).getValue().intValue());
    }

    private static List<X509CRLEntryHolder> read(byte[] der) {
        try {
            var entries = new ArrayList<X509CRLEntryHolder>();
            for (Object entry : new X509CRLHolder(der).getRevokedCertificates()) {
                entries.add((X509CRLEntryHolder) entry);
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
