package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.pki.CrlBody;

/** CR-04: what stood on the last list and would be missing on the next one, though its certificate is not over. */
@Component
class LostEntries {

    private final ListRows lists;
    private final CertificateRows rows;

    LostEntries(ListRows lists, CertificateRows rows) {
        this.lists = lists;
        this.rows = rows;
    }

    List<BigInteger> since(ListName name, ListRows.@Nullable Known before, List<CrlBody.Entry> entries) {
        byte[] der = before == null ? null : lists.der(name, before.number()).orElse(null);
        if (before == null || der == null) {
            return List.of();
        }
        var named = new HashSet<BigInteger>(entries.size() * 2);
        entries.forEach(entry -> named.add(entry.serial().value()));
        var lost = new ArrayList<BigInteger>();
        for (var entry : entries(der)) {
            if (!named.contains(entry.getSerialNumber())) {
                var row = rows.ofSerial(name.authority(), entry.getSerialNumber()).orElse(null);
                boolean over = row != null && row.notAfter().isBefore(before.thisUpdate());
                boolean resumed = row != null && held(entry) && row.phase().equals("ISSUED");
                if (!over && !resumed) {
                    lost.add(entry.getSerialNumber());
                }
            }
        }
        return lost;
    }

    private static Iterable<X509CRLEntryHolder> entries(byte[] der) {
        try {
            return new X509CRLHolder(der).getRevokedCertificates().stream().map(X509CRLEntryHolder.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean held(X509CRLEntryHolder entry) {
        var reason = entry.getExtension(Extension.reasonCode);
        return reason != null && CRLReason.getInstance(reason.getParsedValue()).getValue().intValue() == CRLReason.certificateHold;
    }
}
