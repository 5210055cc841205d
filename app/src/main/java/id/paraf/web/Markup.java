package id.paraf.web;

import java.util.regex.Pattern;

import gg.jte.Content;

/** The little emphasis a text may carry: {@code **strong**} and {@code [a link](/path)}; everything else is plain text. */
final class Markup {

    private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\((/[A-Za-z0-9/_#-]*)\\)");
    private static final String SYMBOLS = "*[]()";
    private static final char FIRST_PRIVATE = '\uE000';

    private Markup() {
    }

    /** Takes a text's markup characters out of play, for values that a text is filled with. */
    static String plain(String value) {
        var result = new StringBuilder();
        for (char c : value.toCharArray()) {
            int symbol = SYMBOLS.indexOf(c);
            result.append(symbol < 0 ? c : (char) (FIRST_PRIVATE + symbol));
        }
        return result.toString();
    }

    /** HTML of a text whose values went through {@link #plain}. */
    static Content html(String text) {
        String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        html = STRONG.matcher(html).replaceAll("<strong>$1</strong>");
        html = LINK.matcher(html).replaceAll("<a href=\"$2\">$1</a>");
        for (int i = 0; i < SYMBOLS.length(); i++) {
            html = html.replace((char) (FIRST_PRIVATE + i), SYMBOLS.charAt(i));
        }
        String result = html;
        return output -> output.writeContent(result);
    }
}
