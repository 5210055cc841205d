package id.paraf.web;

import java.util.regex.Pattern;

/** Where a form may send its reader back to: a path on this application and nothing else (RP-25, ASVS 5.0 3.7.2). */
public final class LocalPath {

    // No scheme, no second slash or backslash in front, no control characters: nothing that a browser reads as another host.
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

    /** No path of ours is longer, and a longer one would not fit into the header that leads back to it. */
    private static final int LONGEST = 1024;

    private LocalPath() {
    }

    /** The path itself if it is local, else {@code /}. */
    public static String orRoot(String path) {
        return path.length() <= LONGEST && LOCAL.matcher(path).matches() ? path : "/";
    }
}
