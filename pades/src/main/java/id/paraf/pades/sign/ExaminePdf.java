package id.paraf.pades.sign;

import java.util.Optional;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;

/** Says before anybody signs whether a document can be signed, and what its pages measure. Writes nothing. */
public final class ExaminePdf {

    private final Limits limits;

    /** @param limits what a document may ask of the reader */
    public ExaminePdf(Limits limits) {
        this.limits = limits;
    }

    /** What {@link SignPdf} would refuse whatever is asked of it, is refused here in the same words. */
    public Examination examine(byte[] document) {
        try (var file = PdfFile.of(document, limits)) {
            var view = file.current();
            SignPdf.signable(view, null, false);
            var fields = FormFields.of(view);
            Locks.of(view, fields).check(fields.freeName(), false);
            var pages = new Pages(view);
            pages.page(1);
            pages.page(Place.LAST);
            return new Examination.Signable(pages.count());
        } catch (MalformedPdf e) {
            return new Examination.Refused(Refusal.DAMAGED, e);
        } catch (Refused e) {
            return new Examination.Refused(e.refusal(), null);
        }
    }

    /**
     * What a page measures.
     *
     * @param page 1 for the first, {@link Place#LAST} for the last
     * @return empty if the document has no such page, or cannot be read
     */
    public Optional<Examination.Size> size(byte[] document, int page) {
        try (var file = PdfFile.of(document, limits)) {
            var found = new Pages(file.current()).page(page);
            return Optional.of(new Examination.Size(found.seenWidth(), found.seenHeight()));
        } catch (MalformedPdf | Refused _) {
            return Optional.empty();
        }
    }
}
