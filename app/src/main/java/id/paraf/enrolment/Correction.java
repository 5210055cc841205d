package id.paraf.enrolment;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.evidence.EvidenceKind;

/**
 * What a correction is about, beside the new identity that its application says.
 *
 * @param recorded what was recorded when it began
 * @param unit the unit that is asked for, or null as long as nothing is
 * @param reason why, in the person's words
 * @param atOnce whether the officer decided that certificates with the old data must not be used until the new one is there
 */
public record Correction(Recorded recorded, @Nullable String unit, String reason, boolean atOnce) {

    /** What may change. The NIK never does: another NIK is another person. */
    public enum Field {
        NAME, NIP, POSITION, UNIT;

        /** Whether certificates say it. */
        public boolean certified() {
            return this == NAME || this == UNIT;
        }

        /** What shows that it is so: the institution's letter; of a NIP, which is in the institution's own records, nothing. */
        Set<EvidenceKind> shownWith() {
            return this == NIP ? Set.of() : Set.of(EvidenceKind.RECOMMENDATION);
        }
    }

    /** What is wrong with what was typed, beyond what can be wrong with an identity. */
    public enum Flaw {
        /** Nothing is another than it was. */
        NOTHING_CHANGED,
        /** The institution has no such unit in use. */
        UNIT_UNKNOWN,
        /** Nobody can decide without knowing why. */
        REASON_MISSING
    }

    /** What would change. */
    public Set<Field> changed(Identity identity) {
        var changed = EnumSet.noneOf(Field.class);
        var before = recorded.identity();
        put(changed, Field.NAME, !before.fullName().equals(identity.fullName()));
        put(changed, Field.NIP, !Objects.equals(before.nip(), identity.nip()));
        put(changed, Field.POSITION, !before.position().equals(identity.position()));
        put(changed, Field.UNIT, unit != null && !recorded.unit().equals(unit));
        return changed;
    }

    private static void put(Set<Field> fields, Field field, boolean there) {
        if (there) {
            fields.add(field);
        }
    }

    /** The unit that there would be. */
    public String unitAfter() {
        return unit == null ? recorded.unit() : unit;
    }

    @Override
    public String toString() {
        return "Correction[•••]";
    }
}
