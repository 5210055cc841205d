package id.paraf.kernel;

import java.math.BigInteger;
import java.util.Locale;

/** Serial numbers of certificates as people compare them. */
public final class SerialText {

    private SerialText() {
    }

    /** In hexadecimal with capital letters, as browsers and PDF readers show them: one form, on pages and to applications. */
    public static String of(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }
}
