package id.paraf.pades.sign;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.cms.TimestampToken;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;

/** Keeps an old signature verifiable: adds validation material, and a timestamp over everything before the last one wears out. */
public final class ExtendPdf {

    private final Limits limits;

    /** @param limits what a document may ask of the reader */
    public ExtendPdf(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param target    where the extended document is to appear, perhaps the source itself
     * @param material  what to add to the document's store
     * @param authority of the timestamp over the whole; null adds none
     */
    public Extension extend(Path source, Path target, ValidationData material, @Nullable TimestampSource authority)
            throws IOException {
        return extend(source, target, material, authority, null);
    }

    /**
     * The same for an encrypted document.
     *
     * @param password a reader's or the owner's; null refuses documents that do not open without one
     */
    public Extension extend(Path source, Path target, ValidationData material, @Nullable TimestampSource authority,
            @Nullable PdfPassword password) throws IOException {
        long size;
        try (var file = PdfFile.open(source, limits)) {
            SignPdf.signable(file.current(), password, false);
            // Found out before anything is written: what is added below reads these, too.
            FormFields.of(file.current());
            new Pages(file.current()).page(1);
            size = file.size();
        } catch (MalformedPdf e) {
            return new Extension.Refused(Refusal.DAMAGED, e);
        } catch (Refused e) {
            return new Extension.Refused(e.refusal(), null);
        }
        try (var draft = Draft.copy(source, size, target, password, null)) {
            LongTerm.add(draft, limits, material);
            if (authority != null) {
                LongTerm.archive(draft, limits, authority);
            }
            long extended = draft.size();
            draft.publish();
            return new Extension.Extended(target, extended);
        } catch (MalformedPdf e) {
            return new Extension.Refused(Refusal.DAMAGED, e);
        } catch (TimestampToken.Unusable e) {
            return new Extension.TimestampUnusable(String.valueOf(e.getMessage()));
        }
    }
}
