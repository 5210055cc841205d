package id.paraf.web.verification;

import id.paraf.verification.Refusal;

/** How it is said that nothing is said about a file, wherever somebody asks. */
public final class RefusalWords {

    private RefusalWords() {
    }

    /** The key of the sentences below {@code problem.}. */
    public static String code(Refusal why) {
        return switch (why) {
            case MISSING -> "verification.missing";
            case EMPTY -> "verification.empty";
            case NOT_A_PDF -> "verification.notPdf";
            case DAMAGED -> "verification.damaged";
            case ENCRYPTED -> "verification.encrypted";
            case PASSWORD_WRONG -> "verification.passwordWrong";
            case ENCRYPTION_UNSUPPORTED -> "verification.encryptedOtherwise";
            case TOO_LARGE -> "verification.tooLarge";
            case TOO_COMPLEX -> "verification.tooComplex";
            case TOO_SLOW -> "verification.tooSlow";
            case BUSY -> "verification.busy";
        };
    }

    /** The HTTP status. */
    public static int status(Refusal why) {
        return switch (why) {
            case TOO_LARGE -> 413;
            case BUSY -> 503;
            case MISSING, EMPTY, NOT_A_PDF, DAMAGED, ENCRYPTED, PASSWORD_WRONG, ENCRYPTION_UNSUPPORTED, TOO_COMPLEX, TOO_SLOW ->
                422;
        };
    }
}
