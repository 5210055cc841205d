package id.paraf.web.sheet;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines: between words, and inside a word only where it is longer than a line. */
final class Wrap {

    private final Faces faces;
    private final boolean heavy;
    private final float width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private float filled;

    private Wrap(Faces faces, boolean heavy, float width) {
        this.faces = faces;
        this.heavy = heavy;
        this.width = width;
    }

    /**
     * @param text  as {@link Faces#settable} leaves it
     * @param width of a line, in points
     * @return at least one line
     */
    static List<String> lines(Faces faces, String text, Style style, float width) {
        var wrap = new Wrap(faces, style.bold(), width / style.size());
        for (String word : text.split(" ")) {
            wrap.word(word);
        }
        wrap.close();
        return List.copyOf(wrap.lines);
    }

    private void word(String word) {
        float space = faces.width(" ", heavy);
        float needed = faces.width(word, heavy);
        if (!line.isEmpty() && filled + space + needed <= width) {
            line.append(' ').append(word);
            filled += space + needed;
        } else {
            if (!line.isEmpty()) {
                close();
            }
            letters(word, needed);
        }
    }

    /** A word on a line of its own, and on more where it does not fit on one. */
    private void letters(String word, float needed) {
        if (needed <= width) {
            line.append(word);
            filled = needed;
            return;
        }
        word.codePoints().forEach(each -> {
            float one = faces.width(each, heavy);
            // A mark that stands on the letter before it stays with it.
            if (filled + one > width && !line.isEmpty() && Character.getType(each) != Character.NON_SPACING_MARK) {
                close();
            }
            line.appendCodePoint(each);
            filled += one;
        });
    }

    private void close() {
        lines.add(line.toString());
        line.setLength(0);
        filled = 0;
    }
}
