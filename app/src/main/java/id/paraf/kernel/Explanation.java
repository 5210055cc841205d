package id.paraf.kernel;

import java.util.Optional;

/**
 * Words of an officer that somebody reads later: an applicant, an owner, an auditor. Too few explain nothing, too many are not
 * read.
 *
 * @param text without blanks around it, 10 to 500 code points
 */
public record Explanation(String text) {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    public Explanation {
        if (!fits(text) || !text.equals(text.strip())) {
            throw new IllegalArgumentException("An explanation has %d to %d characters".formatted(SHORTEST, LONGEST));
        }
    }

    /** What was typed, or empty if it explains nothing or is too long. */
    public static Optional<Explanation> of(String typed) {
        return Optional.of(typed.strip()).filter(Explanation::fits).map(Explanation::new);
    }

    private static boolean fits(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= SHORTEST && length <= LONGEST;
    }
}
