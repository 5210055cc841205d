package id.paraf.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Hashes;

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
         * @param time when that signature was there at the latest, by the timestamp authority's word; null if that was not checked, or
         *     there is no timestamp
         */
        record Intact(long events, String head, @Nullable String key, @Nullable Instant time) implements Verdict {
        }

        /** The first defect: where it is and what it is. */
        record Broken(long line, long position, Defect defect, String sentence) implements Verdict {
        }
    }

    /** What can be wrong with a trail. */
    public enum Defect {
        DELETED, MODIFIED, REORDERED, TRUNCATED, UNREADABLE, FORGED
    }

    /** Whether a timestamp is one; knows whom to believe. */
    @FunctionalInterface
    public interface TokenCheck {
        /**
         * The time of a token over that hash; empty if it is over another, damaged, or by nobody who is believed.
         *
         * @param token a TimeStampToken in DER; any bytes will do
         */
        Optional<Instant> time(byte[] sha256, byte[] token);
    }

    /**
     * Reads a whole trail.
     *
     * @param tokens checks the timestamps of its signatures, or null to leave them alone
     * @param knownHead the hash in hex that an earlier check ended with, or null; it must still be part of the chain
     */
    public static Verdict verify(BufferedReader lines, @Nullable String knownHead, @Nullable TokenCheck tokens)
            throws IOException {
        byte[] hash = new byte[32];
        long position = 0;
        long number = 0;
        @Nullable SignedHead signed = null;
        @Nullable Instant time = null;
        boolean known = knownHead == null || knownHead.equals(HexFormat.of().formatHex(hash));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            var head = HEAD.matcher(line);
            if (head.matches()) {
                SignedHead last = signed != null && signed.position() == position ? signed : null;
                return end(number, position, hash, head, known, last == null ? null : last.key(), last == null ? null : time);
            }
            var signature = SignedHead.of(line);
            if (signature.isPresent()) {
                signed = signature.get();
                if (signed.position() != position || !java.util.Arrays.equals(signed.hash(), hash) || !signed.holds()) {
                    return new Verdict.Broken(number, position, Defect.FORGED,
                            "The signature at position " + position + " is not one of this trail.");
                }
                time = null;
                if (tokens != null && signed.token() != null) {
                    time = tokens.time(Hashes.sha256(signed.signature()), signed.token()).orElse(null);
                    if (time == null) {
                        return new Verdict.Broken(number, position, Defect.FORGED,
                                "The timestamp at position " + position
                                        + " is not one of this signature by an authority of yours.");
                    }
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

    private static Verdict end(long number, long position, byte[] hash, MatchResult head, boolean known, @Nullable String key,
            @Nullable Instant time) {
        String hex = HexFormat.of().formatHex(hash);
        if (Long.parseLong(head.group(1)) != position || !head.group(2).equals(hex)) {
            return new Verdict.Broken(number, position + 1, Defect.DELETED,
                    "The trail should end at position " + head.group(1) + " but ends at " + position + ".");
        }
        if (!known) {
            return new Verdict.Broken(number, position, Defect.TRUNCATED,
                    "The head that was known before is not part of this trail: it was rewritten or cut.");
        }
        return new Verdict.Intact(position, hex, key, time);
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
