package id.paraf.pades.mark;

/** The picture or the typeface of a mark cannot be used. */
public final class UnusableMark extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableMark(String what) {
        super(what, null, false, false);
    }
}
