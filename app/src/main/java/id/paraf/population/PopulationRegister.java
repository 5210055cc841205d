package id.paraf.population;

import java.time.LocalDate;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Compares what somebody says about themselves with a register. Implementations may be slow or fail: whoever asks allows for it. */
public interface PopulationRegister {

    /** Whether there is a register at all. */
    boolean there();

    /** Compares; what stands in the register does not come out. */
    Answer compare(Person person);

    /**
     * What somebody says to be.
     *
     * @param nik 16 digits
     * @param birth as the employee number says it, or null for who has none
     * @param sex likewise
     */
    record Person(String nik, String fullName, @Nullable LocalDate birth, @Nullable Sex sex) {

        @Override
        public String toString() {
            return "Person[•••]";
        }
    }

    /** As registers know it. */
    enum Sex {
        MALE, FEMALE
    }

    /** What is compared. */
    enum Field {
        NAME, BIRTH_DATE, SEX
    }

    /** What the register says. */
    sealed interface Answer {

        /** Somebody has this number. @param same whether a field agrees; what was not said is not in it */
        record Known(Map<Field, Boolean> same) implements Answer {
            public Known {
                same = Map.copyOf(same);
            }
        }

        /** Nobody has this number. */
        record Unknown() implements Answer {
        }

        /** The register did not answer, or not in a way that means anything. @param cause for the operator's log */
        record Unavailable(String cause) implements Answer {
        }
    }
}
