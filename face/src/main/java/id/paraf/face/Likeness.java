package id.paraf.face;

/** How much a face on a photo looks like a person. */
public sealed interface Likeness {

    /** @param similarity cosine between the face and the mean of the person's photos */
    record Compared(double similarity) implements Likeness {
    }

    /** The photo shows no face that is large and clear enough. */
    record NoFace() implements Likeness {
    }

    /**
     * Nothing was compared: too slow, out of order, or no usable photos.
     *
     * @param cause for the operator's log
     */
    record Unavailable(String cause) implements Likeness {
    }
}
