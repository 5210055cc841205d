package id.paraf.pades.sign;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/** The marks of those who signed before, which a new one must not hide: a strict verifier takes that for an alteration. */
final class EarlierMarks {

    /** The share of an earlier mark from which the verifier of this library calls it covered, {@code Policy.STRICT}. */
    private static final double COVERED = 0.25;

    private EarlierMarks() {
    }

    /** @throws Refused if so much of an earlier mark on this page would lie under the new one */
    static void spare(PdfView document, FormFields fields, Pages.Page page, Spot spot) throws MalformedPdf, Refused {
        for (var field : fields.signatures()) {
            if (field.value() != null && document.resolve(field.widget()) instanceof PdfObject.Dictionary widget
                    && isOn(document, page, field.widget(), widget) && covered(document, widget, spot) >= COVERED) {
                throw new Refused(Refusal.PLACE_COVERS_SIGNATURE);
            }
        }
    }

    /** ISO 32000-2 §12.5.2: /P is optional, the page's list of annotations is not. */
    private static boolean isOn(PdfView document, Pages.Page page, PdfObject.Reference reference, PdfObject.Dictionary widget)
            throws MalformedPdf {
        return page.reference().equals(widget.get("P"))
                || document.get(page.dictionary(), "Annots") instanceof PdfObject.Array(var items) && items.contains(reference);
    }

    private static double covered(PdfView document, PdfObject.Dictionary widget, Spot spot) throws MalformedPdf {
        if (!(document.get(widget, "Rect") instanceof PdfObject.Array(var items)) || items.size() != 4) {
            return 0;
        }
        var corner = new double[4];
        for (int i = 0; i < 4; i++) {
            switch (document.resolve(items.get(i))) {
                case PdfObject.Int number -> corner[i] = number.value();
                case PdfObject.Real number -> corner[i] = number.value();
                default -> {
                    return 0;
                }
            }
        }
        double left = Math.min(corner[0], corner[2]);
        double right = Math.max(corner[0], corner[2]);
        double bottom = Math.min(corner[1], corner[3]);
        double top = Math.max(corner[1], corner[3]);
        double width = Math.min(right, spot.right()) - Math.max(left, spot.left());
        double height = Math.min(top, spot.top()) - Math.max(bottom, spot.bottom());
        double area = (right - left) * (top - bottom);
        return width <= 0 || height <= 0 || area <= 0 ? 0 : width * height / area;
    }
}
