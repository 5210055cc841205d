package id.paraf.kernel;

/**
 * Why a secret that somebody chose is not accepted.
 *
 * @param kind what is missing or too easy
 * @param detail the number or word the sentence needs: the least or greatest length, or the context word that was found;
 *     else empty
 */
public record Weakness(Kind kind, String detail) {

    /** Each has its own sentence. */
    public enum Kind {
        /** Nothing was typed; no other reason stands beside it. */
        EMPTY, TOO_SHORT, TOO_LONG, NO_LOWER, NO_UPPER, NO_DIGIT, NO_SPECIAL,
        /** A common or breached word, with or without digits and signs around it or in place of letters. */
        COMMON,
        /** Contains something about the person or the institution. */
        CONTEXT,
        /** The same few characters again and again. */
        REPETITIVE
    }
}
