package id.paraf.pades.sign;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;

/** Says before anybody signs whether a document can be signed, and what its pages measure. Writes nothing. */
public final class ExaminePdf {

    private final Limits limits;

    /** @param limits what a document may ask of the reader */
    public ExaminePdf(Limits limits) {
        this.limits = limits;
    }

    /** {@link #examine(byte[], PdfPassword)} of a document that nobody knows a password of. */
    public Examination examine(byte[] document) {
        return examine(document, null);
    }

    /**
     * What {@link SignPdf} would refuse whatever is asked of it, is refused here in the same words.
     *
     * @param password opens an encrypted document; null if nobody knows one
     */
    public Examination examine(byte[] document, @Nullable PdfPassword password) {
        try (var file = PdfFile.of(document, limits)) {
            var view = file.current();
            SignPdf.signable(view, password, false);
            var fields = FormFields.of(view);
            Locks.of(view, fields).check(fields.freeName(), false);
            var pages = new Pages(view);
            pages.page(1);
            pages.page(Place.LAST);
            EarlierSignatures.hold(file);
            return new Examination.Signable(pages.count());
        } catch (MalformedPdf e) {
            return new Examination.Refused(Refusal.DAMAGED, e, null);
        } catch (Refused e) {
            return new Examination.Refused(e.refusal(), null, e.breach());
        }
    }

    /** How many pages a document has that opens without a password; 0 if nobody can tell. */
    public int pages(byte[] document) {
        try (var file = PdfFile.of(document, limits)) {
            file.unlock(null);
            return new Pages(file.current()).count();
        } catch (MalformedPdf _) {
            return 0;
        }
    }

    /**
     * Names of the signature fields that nobody has signed and no earlier signature locks, as the form has them; none if the document
     * cannot be read.
     *
     * @param password opens an encrypted document; null if nobody knows one
     */
    public List<String> emptyFields(byte[] document, @Nullable PdfPassword password) {
        try (var file = PdfFile.of(document, limits)) {
            SignPdf.signable(file.current(), password, true);
            var fields = FormFields.of(file.current());
            var locks = Locks.of(file.current(), fields);
            return fields.signatures().stream().filter(each -> each.value() == null && !locks.forbid(each.name()))
                    .map(FormFields.SignatureField::name).distinct().toList();
        } catch (MalformedPdf | Refused _) {
            return List.of();
        }
    }

    /**
     * What a page measures.
     *
     * @param password opens an encrypted document; null if nobody knows one
     * @param page 1 for the first, {@link Place#LAST} for the last
     * @return empty if the document has no such page, or cannot be read
     */
    public Optional<Examination.Size> size(byte[] document, @Nullable PdfPassword password, int page) {
        try (var file = PdfFile.of(document, limits)) {
            file.unlock(password);
            var found = new Pages(file.current()).page(page);
            return Optional.of(new Examination.Size(found.seenWidth(), found.seenHeight()));
        } catch (MalformedPdf | Refused _) {
            return Optional.empty();
        }
    }
}
