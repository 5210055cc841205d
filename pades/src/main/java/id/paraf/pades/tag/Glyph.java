package id.paraf.pades.tag;

import org.apache.pdfbox.text.TextPosition;

/**
 * A letter on the unturned page, from the lower left corner of its crop box.
 *
 * @param letters what it stands for; a ligature stands for several
 * @param angle   of its base line against the page, in degrees
 * @param along   how far it stands along its base line, and {@code end} where it ends
 * @param across  how far its base line is from the corner, upwards
 */
record Glyph(String letters, double x, double y, double size, int angle, double along, double end, double across) {

    static Glyph of(TextPosition text, String letters) {
        var matrix = text.getTextMatrix();
        double x = matrix.getTranslateX();
        double y = matrix.getTranslateY();
        double turn = Math.atan2(matrix.getValue(0, 1), matrix.getValue(0, 0));
        double along = x * Math.cos(turn) + y * Math.sin(turn);
        double width = Math.hypot(text.getEndX() - x, text.getEndY() - y);
        return new Glyph(letters, x, y, Math.hypot(matrix.getValue(1, 0), matrix.getValue(1, 1)),
                (int) Math.round(Math.toDegrees(turn)) % 360, along, along + width, y * Math.cos(turn) - x * Math.sin(turn));
    }

    /** As the page is seen. */
    Tag tag(int page, double width, double height, int rotate) {
        return switch (rotate) {
            case 90 -> new Tag(page, y, width - x, size);
            case 180 -> new Tag(page, width - x, height - y, size);
            case 270 -> new Tag(page, height - y, x, size);
            default -> new Tag(page, x, y, size);
        };
    }
}
