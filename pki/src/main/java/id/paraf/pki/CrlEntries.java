package id.paraf.pki;

import java.math.BigInteger;
import java.util.Arrays;

import id.paraf.pki.der.DerReader;

/** Goes over the entries of a signed list (RFC 5280 §5.1), one after the other, without keeping an object for each. */
public final class CrlEntries {

    private static final byte[] REASON_CODE = {0x55, 0x1d, 0x15};
    private static final int HOLD = RevocationReason.CERTIFICATE_HOLD.code();

    private CrlEntries() {
    }

    /** Takes one entry after the other. */
    @FunctionalInterface
    public interface Sink {

        /** @param held whether its reason is certificateHold */
        void take(BigInteger serial, boolean held);
    }

    /**
     * Reads a list that this operator signed.
     *
     * @param der CertificateList
     * @throws DerReader.NotDer if it is none
     */
    public static void each(byte[] der, Sink sink) {
        var list = new DerReader(der).enter(DerReader.SEQUENCE).enter(DerReader.SEQUENCE);
        list.integer();
        list.enter(DerReader.SEQUENCE);
        list.enter(DerReader.SEQUENCE);
        list.skip();
        list.skip();
        if (!list.next(DerReader.SEQUENCE)) {
            return;
        }
        var entries = list.enter(DerReader.SEQUENCE);
        while (entries.more()) {
            var entry = entries.enter(DerReader.SEQUENCE);
            var serial = new BigInteger(entry.integer());
            entry.skip();
            sink.take(serial, entry.more() && held(entry.enter(DerReader.SEQUENCE)));
        }
    }

    private static boolean held(DerReader extensions) {
        while (extensions.more()) {
            var extension = extensions.enter(DerReader.SEQUENCE);
            if (Arrays.equals(extension.oid(), REASON_CODE)) {
                if (extension.next(DerReader.BOOLEAN)) {
                    extension.bool();
                }
                byte[] reason = extension.content(DerReader.OCTET_STRING);
                return reason.length == 3 && reason[2] == HOLD;
            }
        }
        return false;
    }
}
