package id.paraf.enrolment;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an officer held the applicant's data and photos against (ETSI EN 319 411-1 §6.2.2: what identity was verified with is
 * recorded). A photo of a card that was handed in is a hint and not the card: it says nothing about who sent it.
 */
public enum Compared {
    /** The card was in the officer's hands. */
    CARD_SHOWN,
    /** The card was held before a camera in a talk with its owner. */
    CARD_BY_VIDEO,
    /** The institution's own personnel record, with its photo. */
    PERSONNEL_RECORD;

    /** Whether the officer met the applicant: a record shows who somebody should be, and not that it was they who applied. */
    public boolean met() {
        return this != PERSONNEL_RECORD;
    }

    /** The one of this name. */
    public static Optional<Compared> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
