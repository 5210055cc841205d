package id.paraf.signing;

import java.util.Arrays;
import java.util.Optional;

/** How long signatures are to be verifiable: what an operator, or who orders one, may choose (EN 319 142-1 §6). */
public enum SigningLevel {
    /** The signature alone. */
    B_B,
    /** With a timestamp. */
    B_T,
    /** With all that is needed to check it in later years. */
    B_LT,
    /** With a timestamp over the whole document, which keeps that. */
    B_LTA;

    /** In the words of the standard, as {@code B-LT}. */
    public String written() {
        return name().replace('_', '-');
    }

    /** Empty for what is no level. */
    public static Optional<SigningLevel> of(String written) {
        return Arrays.stream(values()).filter(one -> one.written().equals(written)).findFirst();
    }
}
