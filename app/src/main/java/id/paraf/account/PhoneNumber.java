package id.paraf.account;

import java.util.Optional;
import java.util.regex.Pattern;

/** One spelling for phone numbers: E.164 (ITU-T), so that a number is one number however it is typed (RP-13). */
public final class PhoneNumber {

    // ITU-T E.164 §6.2: at most 15 digits; Indonesian mobile numbers have 8 followed by 8 to 11 digits.
    private static final Pattern INDONESIAN = Pattern.compile("\\+628[1-9][0-9]{7,10}");
    private static final Pattern ANY = Pattern.compile("\\+[1-9][0-9]{7,14}");

    private PhoneNumber() {
    }

    /** The number in E.164, from {@code 0812…}, {@code 812…}, {@code 62812…}, {@code +62 812-…}; empty if it is none. */
    public static Optional<String> parse(String typed) {
        String plain = typed.strip().replaceAll("[\\s().\\-\\u2010-\\u2015\\u00a0]", "");
        String number;
        if (plain.startsWith("+")) {
            number = plain;
        } else if (plain.startsWith("00")) {
            number = "+" + plain.substring(2);
        } else if (plain.startsWith("0")) {
            number = "+62" + plain.substring(1);
        } else if (plain.startsWith("62")) {
            number = "+" + plain;
        } else if (plain.startsWith("8")) {
            number = "+62" + plain;
        } else {
            return Optional.empty();
        }
        // People copy the trunk zero behind the country code: +62 0812….
        number = number.startsWith("+620") ? "+62" + number.substring(4) : number;
        var shape = number.startsWith("+62") ? INDONESIAN : ANY;
        return shape.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }

    /** A number as people write it: {@code +62 812-0000-0042}. */
    public static String readable(String e164) {
        if (!INDONESIAN.matcher(e164).matches()) {
            return e164;
        }
        String own = e164.substring(3);
        return "+62 " + own.substring(0, 3) + "-" + own.substring(3, 7) + "-" + own.substring(7);
    }

    /** What a page may show of a number: {@code +62 812-••••-••42}. */
    public static String masked(String e164) {
        String start = e164.startsWith("+62") ? "+62 " + e164.substring(3, Math.min(6, e164.length())) : e164.substring(0, 4);
        return start + "-••••-••" + e164.substring(e164.length() - 2);
    }
}
