package id.paraf.enrolment;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.population.PopulationRegister;

/**
 * What was found out about an application without a person. A hint for the officer who decides; the applicant never learns it
 * (RA-06).
 *
 * @param askedBy the officer who wanted it found out again; null if it was because the application was sent
 * @param same fields that agree with the register
 * @param different fields that do not
 * @param likeness of the card's face and the live photos, if they were compared
 */
public record Finding(Instant at, @Nullable UUID askedBy, Register register, Set<PopulationRegister.Field> same,
        Set<PopulationRegister.Field> different, Card card, @Nullable Double likeness) {

    /** What the population register said. */
    public enum Register {
        /** There is no register. */
        NOT_ASKED,
        /** Somebody has this NIK. */
        KNOWN,
        /** Nobody has it. */
        UNKNOWN,
        /** It did not answer, or nothing that means anything. */
        UNAVAILABLE
    }

    /** What the face check said to the photo of the card. */
    public enum Card {
        /** No photo of a card was handed in, or there are no live photos. */
        NOT_ASKED, COMPARED, NO_FACE, UNAVAILABLE
    }

    /** Whether there is anything in it to be shown. */
    public boolean says() {
        return register != Register.NOT_ASKED || card != Card.NOT_ASKED;
    }
}
