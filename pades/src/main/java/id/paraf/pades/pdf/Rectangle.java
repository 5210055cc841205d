package id.paraf.pades.pdf;

import java.util.Optional;

import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Real;

/** A rectangle in a page's units (ISO 32000-2 §7.9.5), its corners in order. */
public record Rectangle(double left, double bottom, double right, double top) {

    /** The share of a mark from which what lies over it covers it, for those who verify and those who sign alike. */
    public static final double COVERED = 0.25;

    /** The rectangle that a value is, references followed; empty if it is none. */
    public static Optional<Rectangle> of(PdfView view, PdfObject value) throws MalformedPdf {
        if (!(view.resolve(value) instanceof PdfObject.Array(var items)) || items.size() != 4) {
            return Optional.empty();
        }
        var n = new double[4];
        for (int i = 0; i < 4; i++) {
            switch (view.resolve(items.get(i))) {
                case Int number -> n[i] = number.value();
                case Real number -> n[i] = number.value();
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(
                new Rectangle(Math.min(n[0], n[2]), Math.min(n[1], n[3]), Math.max(n[0], n[2]), Math.max(n[1], n[3])));
    }

    public double area() {
        return (right - left) * (top - bottom);
    }

    /** The part of this one that lies in the other; empty where they share nothing. */
    public Optional<Rectangle> within(Rectangle other) {
        var shared = new Rectangle(Math.max(left, other.left), Math.max(bottom, other.bottom), Math.min(right, other.right),
                Math.min(top, other.top));
        return shared.left < shared.right && shared.bottom < shared.top ? Optional.of(shared) : Optional.empty();
    }

    /** How much of this one the other covers, from 0 to 1. */
    public double coveredBy(Rectangle other) {
        return area() <= 0 ? 0 : within(other).map(shared -> shared.area() / area()).orElse(0.0);
    }
}
