package id.paraf.pades.tag;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A character map (ISO 32000-2 §9.10.3) says {@code <0000> <FFFF> <0000>} in a few bytes, and a reader makes an entry of each code:
 * counts them before anybody does.
 */
final class CharacterMapWeight {

    private static final BigInteger MOST_CODES = BigInteger.valueOf(1_000_000);
    private static final Pattern COMMENT = Pattern.compile("%[^\\r\\n]*");
    private static final Pattern TEXT = Pattern.compile("\\([^)]*\\)");
    private static final Pattern LIST = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern CODE = Pattern.compile("<([^<>]*)>");
    private static final String BEGIN = "beginbfrange";
    private static final String END = "endbfrange";

    private CharacterMapWeight() {
    }

    static boolean looksLikeOne(byte[] plain) {
        for (int at = 0; at + BEGIN.length() <= plain.length; at++) {
            int i = 0;
            while (i < BEGIN.length() && plain[at + i] == BEGIN.charAt(i)) {
                i++;
            }
            if (i == BEGIN.length()) {
                return true;
            }
        }
        return false;
    }

    static void check(String map) {
        // What is a comment to one reader and text to another hides what follows from one of them.
        if (TEXT.matcher(map).results().anyMatch(text -> text.group().indexOf('%') >= 0)) {
            throw new TooMuch("an ambiguous character map");
        }
        String plain = LIST.matcher(TEXT.matcher(COMMENT.matcher(map).replaceAll(" ")).replaceAll(" ")).replaceAll(" <> ");
        var sum = BigInteger.ZERO;
        for (int begin = plain.indexOf(BEGIN); begin >= 0; begin = plain.indexOf(BEGIN, begin + 1)) {
            int end = plain.indexOf(END, begin);
            var codes = CODE.matcher(end < 0 ? plain.substring(begin) : plain.substring(begin, end));
            var first = BigInteger.ZERO;
            for (int i = 0; codes.find(); i++) {
                if (i % 3 == 0) {
                    first = number(codes.group(1));
                } else if (i % 3 == 1) {
                    sum = sum.add(number(codes.group(1)).subtract(first).add(BigInteger.ONE).max(BigInteger.ONE));
                }
                if (sum.compareTo(MOST_CODES) > 0) {
                    throw new TooMuch("a character map of more than " + MOST_CODES + " codes");
                }
            }
        }
    }

    private static BigInteger number(String hex) {
        String digits = hex.replaceAll("[^0-9A-Fa-f]", "");
        if (digits.length() > 16) {
            throw new TooMuch("a code that is none");
        }
        // §7.3.4.3: the last digit of an odd number is followed by a zero.
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits.length() % 2 == 0 ? digits : digits + "0", 16);
    }
}
