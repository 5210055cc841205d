package id.paraf.pades.mark;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is seen where someone signed. With a picture alone it fills the box, its proportions kept; with text, it stands left of
 * it or above it, whichever the box has room for. Text is as large as fits, 12 points at most.
 *
 * @param lines    from top to bottom, perhaps none
 * @param picture  PNG or JPEG (a stamp, a handwritten signature, a QR code), or null
 * @param typeface a TrueType font (.ttf) for the lines, embedded with the glyphs used; null for the viewer's Helvetica, which
 *                 knows Western European letters only and which PDF/A does not allow
 */
public record Mark(List<Line> lines, byte @Nullable [] picture, byte @Nullable [] typeface) {

    /** One line of text. */
    public record Line(String text, boolean bold) {
    }

    public Mark {
        lines = List.copyOf(lines);
    }

    /** Lines in plain type. */
    public static Mark text(String... lines) {
        return of(List.of(lines).stream().map(line -> new Line(line, false)).toList());
    }

    public static Mark of(List<Line> lines) {
        return new Mark(lines, null, null);
    }

    public static Mark picture(byte[] picture) {
        return new Mark(List.of(), picture, null);
    }

    public Mark withPicture(byte[] bytes) {
        return new Mark(lines, bytes, typeface);
    }

    public Mark withTypeface(byte[] trueType) {
        return new Mark(lines, picture, trueType);
    }
}
