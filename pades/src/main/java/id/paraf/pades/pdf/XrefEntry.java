package id.paraf.pades.pdf;

/** What a cross-reference section says about one object number. */
public sealed interface XrefEntry {

    /** Not in use (or deleted). */
    record Free() implements XrefEntry {
    }

    /** {@code number generation obj} stands at this offset of the file. */
    record At(long offset, int generation) implements XrefEntry {
    }

    /** The object is the {@code index}-th of an object stream. */
    record Packed(int container, int index) implements XrefEntry {
    }
}
