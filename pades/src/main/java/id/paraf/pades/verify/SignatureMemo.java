package id.paraf.pades.verify;

import java.security.PublicKey;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Remembers which certificates and CRLs are signed by which key. Most files of an institution end in the same few authorities,
 * whose signatures cost more to check than the document's own. What is remembered never depends on time, so a verdict is the
 * same with and without. For several threads.
 */
final class SignatureMemo {

    private static final int MOST = 4_096;

    private final Map<Object, Boolean> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /**
     * Whether the key's signature is on what is signed.
     *
     * @param signed the whole of it, its signature included
     * @param check  finds out, where it is not known
     */
    boolean holds(byte[] signed, PublicKey key, BooleanSupplier check) {
        return holds(HexFormat.of().formatHex(Digest.SHA256.of(signed)) + HexFormat.of().formatHex(Digest.SHA256.of(key.getEncoded())),
                check);
    }

    /** Whatever else has equality and one answer for all times. */
    boolean holds(Object question, BooleanSupplier check) {
        var answer = known.get(question);
        if (answer == null) {
            answer = check.getAsBoolean();
            known.put(question, answer);
        }
        return answer;
    }
}
