package id.paraf.pades.sign;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.Rectangle;

/** The marks of those who signed before, which a new one must not hide: a strict verifier takes that for an alteration. */
final class EarlierMarks {

    private EarlierMarks() {
    }

    /** @throws Refused if so much of an earlier mark on this page would lie under the new one */
    static void spare(PdfView document, FormFields fields, Pages.Page page, Rectangle spot) throws MalformedPdf, Refused {
        for (var field : fields.signatures()) {
            if (field.value() != null && document.resolve(field.widget()) instanceof PdfObject.Dictionary widget
                    && isOn(document, page, field.widget(), widget)
                    && Rectangle.of(document, widget.get("Rect")).filter(mark -> mark.coveredBy(spot) >= Rectangle.COVERED)
                            .isPresent()) {
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
}
