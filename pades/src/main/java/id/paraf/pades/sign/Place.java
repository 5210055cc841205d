package id.paraf.pades.sign;

import id.paraf.pades.tag.Tag;

/**
 * Where a visible mark stands, on the page as it is seen: turned by its /Rotate, cut to its crop box. In points (user space units).
 *
 * @param page    1 for the first, {@link #LAST} for the last
 * @param x       left edge
 * @param y       distance of the mark's lower edge from the page's lower edge, or of its upper edge from the upper edge
 * @param fromTop which of the two {@code y} is
 */
public record Place(int page, double x, double y, double width, double height, boolean fromTop) {

    public static final int LAST = -1;

    /** Two opposite corners in any order, from the lower left corner of the page, as the Esign API v1 gives them. */
    public static Place corners(int page, double x1, double y1, double x2, double y2) {
        return new Place(page, Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2), Math.abs(y1 - y2), false);
    }

    /** Upper left corner, from the upper left corner of the page, and sizes, as the Esign API v2 gives them. */
    public static Place below(int page, double x, double y, double width, double height) {
        return new Place(page, x, y, width, height, true);
    }

    /** In the middle the left end of a tag's base line, as the Esign API v1 has it; may reach beyond the page. */
    public static Place around(Tag tag, double width, double height) {
        return new Place(tag.page(), tag.x() - width / 2, tag.y() - height / 2, width, height, false);
    }
}
