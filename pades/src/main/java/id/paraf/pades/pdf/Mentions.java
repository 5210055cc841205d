package id.paraf.pades.pdf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which revisions say something about an object. Asked for every revision that is compared with the next, the answer is found once for
 * all of them.
 */
final class Mentions {

    /** With fewer revisions, looking through them costs no more. */
    private static final int WORTH = 4;
    private static final int MOST = 100_000;

    private final List<Revision> revisions;
    private final Map<Integer, int[]> known = new HashMap<>();

    Mentions(List<Revision> revisions) {
        this.revisions = revisions;
    }

    /** The indices of those revisions, the oldest first; null where nobody knows. */
    int @Nullable [] of(int number) {
        if (revisions.size() < WORTH) {
            return null;
        }
        int[] told = known.get(number);
        if (told == null && known.size() < MOST) {
            told = find(number);
            if (told != null) {
                known.put(number, told);
            }
        }
        return told;
    }

    /** Whether {@link #of} would have to look through all revisions. */
    boolean isNew(int number) {
        return !known.containsKey(number);
    }

    private int @Nullable [] find(int number) {
        var found = new int[revisions.size()];
        int count = 0;
        try {
            for (int i = 0; i < found.length; i++) {
                if (revisions.get(i).entry(number) != null) {
                    found[count++] = i;
                }
            }
        } catch (MalformedPdf _) {
            // One that cannot be read matters only to those who come to it.
            return null;
        }
        return Arrays.copyOf(found, count);
    }
}
