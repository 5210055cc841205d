package id.paraf.signing;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.tag.FindTag;

/** What the signer wants to be seen of a signature. */
public sealed interface MarkChoice {

    /** Nothing: the document shows its signature only to programs. */
    record Invisible() implements MarkChoice {
    }

    /**
     * A mark of 80 by 25 millimetres.
     *
     * @param page 1 for the first, {@link id.paraf.pades.sign.Place#LAST} for the last; not looked at for {@link Spot.AtText} and {@link Spot.InField}
     * @param position the office that the signer holds, as an officer has checked it; null if it is not known
     */
    record Visible(int page, Spot spot, @Nullable String position) implements MarkChoice {
    }

    /** Where on the page, as it is seen. */
    sealed interface Spot {

        /** In a corner, a centimetre from both edges. */
        record Corner(boolean right, boolean bottom) implements Spot {
        }

        /** In an empty signature field that the document has, as large as that is. */
        record InField(String name) implements Spot {
        }

        /** Upper left corner, in millimetres from the page's upper left corner. */
        record At(double x, double y) implements Spot {
        }

        /** Around the first place of the document where this text stands, moved as far as the page's edges demand. */
        record AtText(String text) implements Spot {

            /** More letters than these are no tag. */
            public static final int LONGEST = FindTag.LONGEST;

            public AtText {
                text = text.strip();
                if (text.isEmpty() || text.length() > LONGEST) {
                    throw new IllegalArgumentException("No text to look for");
                }
            }
        }
    }
}
