package id.paraf.pades.tag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Letters on one base line, in their order. */
record Line(List<Glyph> glyphs) {

    /** Of the size: base lines that differ by less are one. */
    private static final double SAME = 0.25;
    /** Of the size: a wider gap parts two words, or two columns. */
    private static final double GAP = 1;
    /** Of its width: the same letter again that close is how bold type is made. */
    private static final double DOUBLED = 0.4;
    private static final char BREAK = '\n';

    /** All lines of a page, whatever the order in which its letters were drawn. */
    static List<Line> of(List<Glyph> page) {
        var sorted = new ArrayList<>(page);
        sorted.sort(Comparator.comparingInt(Glyph::angle).thenComparing(Comparator.comparingDouble(Glyph::across).reversed()));
        var lines = new ArrayList<Line>();
        var line = new ArrayList<Glyph>();
        for (var glyph : sorted) {
            if (!line.isEmpty() && (line.getFirst().angle() != glyph.angle()
                    || line.getFirst().across() - glyph.across() > SAME * Math.max(1, line.getFirst().size()))) {
                lines.add(inOrder(line));
                line = new ArrayList<>();
            }
            line.add(glyph);
        }
        if (!line.isEmpty()) {
            lines.add(inOrder(line));
        }
        return lines;
    }

    private static Line inOrder(List<Glyph> glyphs) {
        glyphs.sort(Comparator.comparingDouble(Glyph::along));
        return new Line(glyphs);
    }

    /** Without white space. */
    static String bare(String text) {
        return text.replaceAll("[\\s\\u00A0]+", "");
    }

    /** The first letters of what is looked for, wherever it stands in this line. */
    List<Glyph> find(String bare) {
        var text = new StringBuilder();
        var owners = new ArrayList<Glyph>();
        Glyph before = null;
        for (var glyph : glyphs) {
            if (before != null && doubled(before, glyph)) {
                continue;
            }
            if (before != null && glyph.along() - before.end() > GAP * Math.max(before.size(), glyph.size())) {
                text.append(BREAK);
                owners.add(glyph);
            }
            for (char letter : bare(glyph.letters()).toCharArray()) {
                text.append(letter);
                owners.add(glyph);
            }
            before = glyph;
        }
        var found = new ArrayList<Glyph>();
        for (int at = text.indexOf(bare); at >= 0; at = text.indexOf(bare, at + bare.length())) {
            found.add(owners.get(at));
        }
        return found;
    }

    private static boolean doubled(Glyph before, Glyph glyph) {
        return before.letters().equals(glyph.letters())
                && glyph.along() - before.along() < DOUBLED * (before.end() - before.along());
    }
}
