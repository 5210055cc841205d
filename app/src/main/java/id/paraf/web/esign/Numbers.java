package id.paraf.web.esign;

import java.util.Optional;

/** Numbers as applications write them: whole or not, as numbers or as texts. */
final class Numbers {

    /** Larger than any page (ISO 32000-2 annex C: 14,400 units a side). */
    private static final double MOST = 20_000;

    private Numbers() {
    }

    static double required(Optional<String> text, String field) {
        return number(text.orElseThrow(() -> Refused.missing(field)), field);
    }

    static double number(String text, String field) {
        try {
            double value = Double.parseDouble(text);
            if (text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?") && Math.abs(value) <= MOST) {
                return value;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw Refused.request(field + " bukan angka yang dapat dipakai");
    }

    /** A page, from 1. */
    static int page(String text) {
        double value = number(text, "page");
        if (value < 1 || value != Math.rint(value)) {
            throw Refused.request("page dihitung mulai dari 1");
        }
        return (int) value;
    }
}
