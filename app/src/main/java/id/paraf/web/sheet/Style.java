package id.paraf.web.sheet;

/** How a line of text is set: size and distance of lines in points, weight, colour. */
public enum Style {
    TITLE(19, 25, true, 0x141a24), VERDICT(15, 20, true, 0x141a24), HEADING(12.5f, 17, true, 0x141a24),
    STRONG(9.5f, 13.5f, true, 0x141a24), BODY(9.5f, 13.5f, false, 0x141a24), SMALL(8.5f, 12, false, 0x556073),
    /** Small enough that a SHA-256 in hexadecimal stands on one line of a fact. */
    CODE(8.5f, 13.5f, false, 0x141a24), LABEL(8.5f, 13.5f, false, 0x556073);

    private final float size;
    private final float leading;
    private final boolean bold;
    private final int ink;

    Style(float size, float leading, boolean bold, int ink) {
        this.size = size;
        this.leading = leading;
        this.bold = bold;
        this.ink = ink;
    }

    float size() {
        return size;
    }

    float leading() {
        return leading;
    }

    boolean bold() {
        return bold;
    }

    int ink() {
        return ink;
    }
}
