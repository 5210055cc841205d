package id.paraf.selfie;

import java.time.Instant;
import java.util.Map;

/**
 * How, when and where an officer meets the person of a case.
 *
 * @param place where to come to, or how the call is made; without blanks around it, 5 to 200 code points
 */
public record Meeting(Kind kind, Instant at, String place) {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 200;

    /** The two ways in which an officer sees somebody. */
    public enum Kind {
        IN_PERSON, VIDEO
    }

    public Meeting {
        if (!place.equals(place.strip()) || !says(place)) {
            throw new IllegalArgumentException("A place has %d to %d characters".formatted(SHORTEST, LONGEST));
        }
    }

    /** What a message about it says to whoever is called {@code name}. */
    public Map<String, String> said(String name) {
        return Map.of("name", name, "meeting", kind.name(), "when", at.toString(), "place", place);
    }

    /** Whether this tells somebody where to come to: neither too little nor more than is read. */
    public static boolean says(String typed) {
        String text = typed.strip();
        int length = text.codePointCount(0, text.length());
        return length >= SHORTEST && length <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
