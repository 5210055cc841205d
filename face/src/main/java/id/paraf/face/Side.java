package id.paraf.face;

/** A side as the person in front of the camera means it: {@code LEFT} is their own left. */
public enum Side {
    LEFT, RIGHT;

    /** The other one. */
    public Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
