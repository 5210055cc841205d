package id.paraf.verification;

/** Texts out of a file, which anybody may have written, made fit to stand among our own. */
public final class Words {

    /** What fits on a page; a name or a reason is shorter, and a megabyte is an attack. */
    private static final int MOST = 500;

    private Words() {
    }

    /** The text, or the beginning of a long one with an ellipsis. */
    public static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return text.substring(0, end) + "…";
    }

    /** The same without what moves or hides other letters: controls, and marks of direction (Unicode TR 36 §2.4). */
    public static String plain(String text) {
        return cut(text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]+", " ").strip());
    }
}
