package id.paraf.pades.tag;

/**
 * Where a tag stands on the page as it is seen: turned by its /Rotate, cut to its crop box. In points, from the lower left corner.
 *
 * @param page from 1
 * @param x    left edge of the first letter
 * @param y    base line of the text
 * @param size of the letters
 */
public record Tag(int page, double x, double y, double size) {
}
