package id.paraf.face;

/** Why a photo or a whole capture was refused. Each has its own sentence for the person and something they can do. */
public enum Reason {
    /** The bytes are neither JPEG nor PNG, or pretend to be one while holding something else. */
    NOT_AN_IMAGE(Kind.FILE),
    /** More than 5 MiB. */
    FILE_TOO_LARGE(Kind.FILE),
    /** More than 25 megapixels, read from the header before anything is decoded. */
    TOO_MANY_PIXELS(Kind.FILE),
    /** Cut off, damaged, or with data hidden behind its end. */
    BROKEN_IMAGE(Kind.FILE),

    NO_FACE(Kind.GUIDANCE),
    /** More than one face; only the one who owns the account may be in the picture. */
    MANY_FACES(Kind.GUIDANCE),
    /** Outer eye corners closer than 60 pixels. */
    TOO_SMALL(Kind.GUIDANCE),
    OFF_CENTRE(Kind.GUIDANCE),
    /** Turned or tilted by more than 15 degrees where the face should be frontal. */
    NOT_FRONTAL(Kind.GUIDANCE),
    TOO_DARK(Kind.GUIDANCE),
    TOO_BRIGHT(Kind.GUIDANCE),
    BLURRED(Kind.GUIDANCE),
    /** Mouth or nose covered. */
    COVERED(Kind.GUIDANCE),
    /** The head was not turned by 20 degrees to the side that was asked for. */
    NOT_TURNED(Kind.SUSPECT),
    /** Too few, too many, or twice the same frame. */
    INCOMPLETE(Kind.GUIDANCE),

    /** Looks like a print or a screen. */
    NOT_LIVE(Kind.SUSPECT),
    /** The turned face is not the one seen from the front. */
    OTHER_FACE_IN_TURN(Kind.SUSPECT),
    /** The face is not the one on the reference photos. */
    NOT_MATCHED(Kind.SUSPECT);

    private enum Kind {
        FILE, GUIDANCE, SUSPECT
    }

    private final Kind kind;

    Reason(Kind kind) {
        this.kind = kind;
    }

    /** Whether the person only has to hold the camera differently: such a refusal is advice, hardly an attempt. */
    public boolean guidance() {
        return kind == Kind.GUIDANCE;
    }

    /** Whether the file itself is unusable, whoever it shows. */
    public boolean file() {
        return kind == Kind.FILE;
    }
}
