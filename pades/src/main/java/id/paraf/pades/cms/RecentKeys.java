package id.paraf.pades.cms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Public keys on named curves that were asked for lately. What Bouncy Castle works out about a point the first time (that it is on its curve, and
 * its multiples) stays with the point, and is more than half of what checking a signature costs.
 */
final class RecentKeys {

    private static final int KEPT = 64;

    private final Map<ByteBuffer, ECPublicKeyParameters> keys = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, ECPublicKeyParameters> eldest) {
            return size() > KEPT;
        }
    });

    /**
     * The key, ready to check with.
     *
     * @param key SubjectPublicKeyInfo in DER
     * @throws IOException if it cannot be read
     * @throws RuntimeException likewise, by kinds that Bouncy Castle does not name
     */
    ECPublicKeyParameters get(byte[] key) throws IOException {
        var known = keys.get(ByteBuffer.wrap(key));
        if (known == null) {
            known = (ECPublicKeyParameters) PublicKeyFactory.createKey(key);
            keys.put(ByteBuffer.wrap(key.clone()), known);
        }
        return known;
    }
}
