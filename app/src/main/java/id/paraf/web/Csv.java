package id.paraf.web;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values (RFC 4180) that no spreadsheet takes for a formula: what a person typed or a browser called
 * itself may stand in them (ASVS 5.0 1.2.10).
 */
public final class Csv {

    private Csv() {
    }

    /** One line, with every cell in quotes. */
    public static String line(String... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    // OWASP, CSV Injection: a cell that begins with = + - @ tab or carriage return, also in its full-width form, gets an
    // apostrophe before it; quotes are doubled, and every cell is quoted, so that none begins inside another.
    private static String cell(String text) {
        String shown = text.stripLeading();
        boolean formula = !shown.isEmpty() && "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20".indexOf(shown.charAt(0)) >= 0
                || !text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
