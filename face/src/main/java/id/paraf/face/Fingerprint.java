package id.paraf.face;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a picture looks like around its face, so that a re-encoded, scaled, cropped, rotated or mirrored copy is recognised:
 * a difference hash over the face laid upright at a fixed size, and which of its cells the picture shows at all. Says
 * whether two pictures are one, not whether two people are.
 *
 * @param bytes 105 bytes; see {@link Fingerprints}
 */
public record Fingerprint(byte[] bytes) {

    /** How long a fingerprint is. */
    public static final int BYTES = 105;

    static final int CELLS = 17;
    /** Comparisons of a cell with its right neighbour, then with the one below. */
    static final int ACROSS = CELLS * (CELLS - 1);
    static final int COMPARISONS = 2 * ACROSS;
    static final int KNOWN = 8 * ((COMPARISONS + 7) / 8);
    /** Fewer say nothing. */
    private static final int FEWEST = COMPARISONS / 4;
    /** Copies differ in fewer of 544 comparisons, other sittings in more; see face/MODELS.md for the measured margins. */
    private static final int COPY = 24;
    /** Faces and light are not symmetric: mirrored, only a copy comes this near. */
    private static final int MIRRORED_COPY = 70;

    public Fingerprint {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A fingerprint has " + BYTES + " bytes");
        }
        bytes = bytes.clone();
    }

    /** Whether both come from one picture, mirrored or not. */
    public boolean copyOf(Fingerprint other) {
        return distance(other) <= COPY || mirroredDistance(other) <= MIRRORED_COPY;
    }

    /** In how many of 544 comparisons two pictures differ; counted where both show something. */
    public int distance(Fingerprint other) {
        return differences(other, false);
    }

    /** The same against the mirror image of the other. */
    public int mirroredDistance(Fingerprint other) {
        return differences(other, true);
    }

    private int differences(Fingerprint other, boolean mirrored) {
        int counted = 0;
        int different = 0;
        for (int y = 0; y < CELLS; y++) {
            for (int x = 0; x < CELLS; x++) {
                int theirs = mirrored ? CELLS - 1 - x : x;
                if (x + 1 < CELLS && shows(x, y) && shows(x + 1, y) && other.shows(theirs, y)
                        && other.shows(mirrored ? theirs - 1 : theirs + 1, y)) {
                    counted++;
                    // Seen in a mirror, the brighter of two neighbours stands on the other side.
                    boolean expected = mirrored ? !other.bit(across(theirs - 1, y)) : other.bit(across(theirs, y));
                    different += bit(across(x, y)) == expected ? 0 : 1;
                }
                if (y + 1 < CELLS && shows(x, y) && shows(x, y + 1) && other.shows(theirs, y) && other.shows(theirs, y + 1)) {
                    counted++;
                    different += bit(down(x, y)) == other.bit(down(theirs, y)) ? 0 : 1;
                }
            }
        }
        return counted < FEWEST ? COMPARISONS : Math.round((float) COMPARISONS * different / counted);
    }

    static int across(int x, int y) {
        return y * (CELLS - 1) + x;
    }

    static int down(int x, int y) {
        return ACROSS + y * CELLS + x;
    }

    private boolean shows(int x, int y) {
        return bit(KNOWN + y * CELLS + x);
    }

    private boolean bit(int at) {
        return (bytes[at >> 3] >> (at & 7) & 1) == 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint(byte[] theirs) && Arrays.equals(bytes, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Fingerprint[" + HexFormat.of().formatHex(bytes, 0, 4) + "…]";
    }
}
