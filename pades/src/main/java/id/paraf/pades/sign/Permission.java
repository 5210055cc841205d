package id.paraf.pades.sign;

/** What a certifying signature lets later hands do with the document: DocMDP, ISO 32000-2 §12.8.2.2. */
public enum Permission {
    /** Nothing. */
    NOTHING(1),
    /** Fill in forms and sign. */
    FILL_IN(2),
    /** That, and comment. */
    COMMENT(3);

    private final int level;

    Permission(int level) {
        this.level = level;
    }

    int level() {
        return level;
    }
}
