package id.paraf.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Checks an exported audit trail without any database: that nothing was deleted, changed or moved since it was linked. */
public final class AuditVerifier {

    private static final Pattern LINE = Pattern
            .compile("\\{\"position\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\",\"event\":(\\{\"id\":([0-9]{1,19}),.*\\})\\}");
    private static final Pattern HEAD = Pattern.compile("\\{\"head\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\"\\}");

    private AuditVerifier() {
    }

    /** What the file proves. */
    public sealed interface Verdict {
        /**
         * Every link holds.
         *
         * @param head the last hash in hex, to compare with one that was kept elsewhere
         * @param key SHA-256 in hex of the public key that signed this end, to compare with the one its operator published; or
         *     null if nobody signed it
         */
        record Intact(long events, String head, @Nullable String key) implements Verdict {
        }

        /** The first defect: where it is and what it is. */
        record Broken(long line, long position, Defect defect, String sentence) implements Verdict {
        }
    }

    /** What can be wrong with a trail. */
    public enum Defect {
        DELETED, MODIFIED, REORDERED, TRUNCATED, UNREADABLE, FORGED
    }

    /**
     * Reads a whole trail.
     *
     * @param knownHead the hash in hex that an earlier check ended with, or null; it must still be part of the chain
     */
    public static Verdict verify(BufferedReader lines, @Nullable String knownHead) throws IOException {
        byte[] hash = new byte[32];
        long position = 0;
        long number = 0;
        @Nullable SignedHead signed = null;
        boolean known = knownHead == null || knownHead.equals(HexFormat.of().formatHex(hash));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            var head = HEAD.matcher(line);
            if (head.matches()) {
                @Nullable String key = signed != null && signed.position() == position ? signed.key() : null;
                return end(number, position, hash, head.group(1), head.group(2), known, key);
            }
            var signature = SignedHead.of(line);
            if (signature.isPresent()) {
                signed = signature.get();
                if (signed.position() != position || !java.util.Arrays.equals(signed.hash(), hash) || !signed.holds()) {
                    return new Verdict.Broken(number, position, Defect.FORGED,
                            "The signature at position " + position + " is not one of this trail.");
                }
                continue;
            }
            var event = LINE.matcher(line);
            if (!event.matches()) {
                return new Verdict.Broken(number, position + 1, Defect.UNREADABLE, "Line " + number + " is not an event.");
            }
            long claimed = Long.parseLong(event.group(1));
            if (claimed != position + 1) {
                return misplaced(number, position, claimed);
            }
            hash = link(hash, event.group(3));
            position++;
            String hex = HexFormat.of().formatHex(hash);
            if (!hex.equals(event.group(2))) {
                return new Verdict.Broken(number, position, Defect.MODIFIED, "Event " + event.group(4) + " at position " + position
                        + " is not the one that was recorded there: it was changed or exchanged.");
            }
            known |= hex.equals(knownHead);
        }
        return new Verdict.Broken(number, position, Defect.TRUNCATED,
                "The trail ends after position " + position + " without its last line.");
    }

    private static Verdict misplaced(long number, long position, long claimed) {
        return claimed > position + 1
                ? new Verdict.Broken(number, position + 1, Defect.DELETED,
                        "The event at position " + (position + 1) + " is missing.")
                : new Verdict.Broken(number, claimed, Defect.REORDERED,
                        "The event at position " + claimed + " stands after position " + position + ".");
    }

    private static Verdict end(long number, long position, byte[] hash, String headPosition, String headHash, boolean known,
            @Nullable String key) {
        String hex = HexFormat.of().formatHex(hash);
        if (Long.parseLong(headPosition) != position || !headHash.equals(hex)) {
            return new Verdict.Broken(number, position + 1, Defect.DELETED,
                    "The trail should end at position " + headPosition + " but ends at " + position + ".");
        }
        if (!known) {
            return new Verdict.Broken(number, position, Defect.TRUNCATED,
                    "The head that was known before is not part of this trail: it was rewritten or cut.");
        }
        return new Verdict.Intact(position, hex, key);
    }

    /** The hash that links an event to the one before it. */
    static byte[] link(byte[] previous, String canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(canonical.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
