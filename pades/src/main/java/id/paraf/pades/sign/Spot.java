package id.paraf.pades.sign;

import id.paraf.pades.pdf.Rectangle;

/** A place as the page's own coordinates have it. */
final class Spot {

    private Spot() {
    }

    /**
     * Undoes the page's turn: with u to the right and v upwards on the unturned crop box, and x, y on the page as it is seen.
     */
    static Rectangle on(Pages.Page page, Place place) throws Refused {
        double bottom = place.fromTop() ? page.seenHeight() - place.y() - place.height() : place.y();
        double right = place.x() + place.width();
        double top = bottom + place.height();
        boolean seen = place.width() > 0 && place.height() > 0 && right > 0 && top > 0 && place.x() < page.seenWidth()
                && bottom < page.seenHeight();
        if (!seen || !Double.isFinite(right) || !Double.isFinite(top)) {
            throw new Refused(Refusal.PLACE_OUTSIDE_PAGE);
        }
        var one = unturned(page, place.x(), bottom);
        var other = unturned(page, right, top);
        return new Rectangle(page.left() + Math.min(one[0], other[0]), page.bottom() + Math.min(one[1], other[1]),
                page.left() + Math.max(one[0], other[0]), page.bottom() + Math.max(one[1], other[1]));
    }

    private static double[] unturned(Pages.Page page, double x, double y) {
        return switch (page.rotate()) {
            case 90 -> new double[] {page.width() - y, x};
            case 180 -> new double[] {page.width() - x, page.height() - y};
            case 270 -> new double[] {y, page.height() - x};
            default -> new double[] {x, y};
        };
    }
}
