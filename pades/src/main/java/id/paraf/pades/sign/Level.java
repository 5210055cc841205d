package id.paraf.pades.sign;

/** How long a signature is to be verifiable: the baseline levels of EN 319 142-1 §6. */
public sealed interface Level {

    /** B-B: the signature alone. */
    record Basic() implements Level {
    }

    /** B-T: proven to exist at a time. */
    record Timestamped(TimestampSource authority) implements Level {
    }

    /** B-LT: with the material that validation needs. */
    record LongTerm(TimestampSource authority, ValidationData.Source material) implements Level {
    }

    /** B-LTA: and a timestamp over the whole document. */
    record Archived(TimestampSource authority, ValidationData.Source material) implements Level {
    }
}
