package id.paraf.web.sheet;

/** What colour says beside the words, as on the pages in the light theme; never alone. */
public enum Tone {
    GOOD(0x0b6b3d, 0xe3f4ea), WARN(0x7d4c00, 0xfcf0d8), BAD(0xb0231b, 0xfdebe9), QUIET(0x556073, 0xeef1f5);

    private final int ink;
    private final int ground;

    Tone(int ink, int ground) {
        this.ink = ink;
        this.ground = ground;
    }

    /** {@code 0xrrggbb}. */
    int ink() {
        return ink;
    }

    /** {@code 0xrrggbb}. */
    int ground() {
        return ground;
    }
}
