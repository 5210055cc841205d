package id.paraf.account;

import java.util.regex.Pattern;

/** A name on one line, as people type it and spreadsheets bring it. */
final class Line {

    // No controls, no marks of direction, nothing that opens a tag; and a letter at least.
    private static final Pattern READABLE = Pattern.compile("(?=.*\\p{L})[^\\p{Cc}\\p{Cf}<>]{2,100}");

    private Line() {
    }

    /** Without the many kinds of space around and inside. */
    static String of(String text) {
        return text.strip().replaceAll("[\\s\\u00a0]+", " ");
    }

    /** Whether people can read it as a name. */
    static boolean readable(String line) {
        return READABLE.matcher(line).matches();
    }
}
