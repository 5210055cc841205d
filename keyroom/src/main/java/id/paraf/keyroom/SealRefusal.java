package id.paraf.keyroom;

/** Why a seal's key did nothing. */
public sealed interface SealRefusal {

    /** There is no such key of this application, or it was destroyed: it is not said which. */
    record NoSuchKey() implements SealRefusal {
    }

    /** Not a code of this key for this purpose; {@code left} more wrong ones are looked at, at least one. */
    record WrongCode(int left) implements SealRefusal {
    }

    /** It was one, and its time is over, or somebody ended it. */
    record Expired() implements SealRefusal {
    }

    /**
     * Too many wrong ones in a row: every code of the key is over, and only a new activation is looked at.
     *
     * @param counted whether this code was looked at, was wrong and was the last one
     */
    record Locked(boolean counted) implements SealRefusal {
    }

    /** More than the code is good for; {@code left} is how many it is. */
    record TooMany(int left) implements SealRefusal {
    }

    /** More than may be sealed on this day; {@code left} is how many may. */
    record DayFull(int left) implements SealRefusal {
    }

    /** Too many codes that nobody used up. */
    record TooManyCodes() implements SealRefusal {
    }
}
