package id.paraf.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.pki.CrlBody;
import id.paraf.pki.CrlEntries;

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
        CrlEntries.each(der, (serial, held) -> {
            if (!named.contains(serial)) {
                var row = rows.ofSerial(name.authority(), serial).orElse(null);
                boolean over = row != null && row.notAfter().isBefore(before.thisUpdate());
                boolean resumed = row != null && held && row.phase().equals("ISSUED");
                if (!over && !resumed) {
                    lost.add(serial);
                }
            }
        });
        return lost;
    }
}
