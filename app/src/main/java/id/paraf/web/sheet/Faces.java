package id.paraf.web.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.mark.Typeface;

/**
 * The typefaces of one document: the pages' own in two weights, and Liberation Sans for letters that it lacks. What neither has is
 * shown as {@value #UNKNOWN}.
 */
final class Faces {

    /** U+25A1, an empty square. */
    static final String UNKNOWN = "\u25A1";

    /** How much wider than the typeface has it a space between words is, at size 1: as on the pages. */
    static final float APART = 0.05f;

    private static final byte[] REGULAR = read("/fonts/plus-jakarta-sans-regular.ttf");
    private static final byte[] BOLD = read("/fonts/plus-jakarta-sans-bold.ttf");

    private final PDDocument document;
    private final Face regular;
    private final Face bold;
    private @Nullable Face other;
    private boolean replaced;

    Faces(PDDocument document) throws IOException {
        this.document = document;
        this.regular = new Face(document, REGULAR);
        this.bold = new Face(document, BOLD);
    }

    /** A part of a line that one typeface sets. */
    record Run(Face face, String text) {
    }

    /** Whether a letter was asked for that no typeface here has. */
    boolean replaced() {
        return replaced;
    }

    /** The text as it can be set: in letters that are there, with plain spaces between words. */
    String settable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(each -> {
            if (Character.isWhitespace(each) || Character.isSpaceChar(each) || Character.isISOControl(each)) {
                out.append(' ');
            } else if (regular.has(each) || other().has(each)) {
                out.appendCodePoint(each);
            } else {
                replaced = true;
                out.append(UNKNOWN);
            }
        });
        return out.toString().strip().replaceAll(" {2,}", " ");
    }

    /** The typeface for a settable letter. */
    Face face(int character, boolean heavy) {
        return regular.has(character) ? heavy ? bold : regular : other();
    }

    /** Width of a settable text at size 1. */
    float width(String text, boolean heavy) {
        float width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i), heavy);
        }
        return width;
    }

    /** Width of a settable letter at size 1. */
    float width(int character, boolean heavy) {
        return face(character, heavy).width(character) + (character == ' ' ? APART : 0);
    }

    /** A settable text, cut where the typeface changes. */
    List<Run> runs(String text, boolean heavy) {
        var runs = new ArrayList<Run>();
        int from = 0;
        for (int at = 0; at < text.length();) {
            var face = face(text.codePointAt(at), heavy);
            int next = at;
            while (next < text.length() && face == face(text.codePointAt(next), heavy)) {
                next += Character.charCount(text.codePointAt(next));
            }
            runs.add(new Run(face, text.substring(from, next)));
            from = next;
            at = next;
        }
        return runs;
    }

    private Face other() {
        try {
            if (other == null) {
                other = new Face(document, Typeface.usual());
            }
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String resource) {
        try (var in = Objects.requireNonNull(Faces.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
