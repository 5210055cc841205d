package id.paraf.pki;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Public keys on named curves that were asked for lately. What Bouncy Castle works out about a point the first time (that it is on its curve, and
 * its multiples) stays with the point, and is more than half of what checking a signature costs.
 */
final class RecentKeys {

    private static final int KEPT = 64;

    private final Map<SubjectPublicKeyInfo, ECPublicKeyParameters> keys = Collections
            .synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<SubjectPublicKeyInfo, ECPublicKeyParameters> eldest) {
                    return size() > KEPT;
                }
            });

    /**
     * The key, ready to check with.
     *
     * @throws IOException if it cannot be read
     * @throws RuntimeException likewise, by kinds that Bouncy Castle does not name
     */
    ECPublicKeyParameters get(SubjectPublicKeyInfo key) throws IOException {
        var known = keys.get(key);
        if (known == null) {
            known = (ECPublicKeyParameters) PublicKeyFactory.createKey(key);
            keys.put(key, known);
        }
        return known;
    }
}
