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
     * @param password  opens an encrypted document, a reader's or the owner's; null refuses those that do not open without one
     * @param material  what to add to the document's store
     * @param authority of the timestamp over the whole; null adds none
     */
    public Extension<Path> extend(Path source, Path target, @Nullable PdfPassword password, ValidationData material,
            @Nullable TimestampSource authority) throws IOException {
        try (var file = PdfFile.open(source, limits)) {
            extensible(file, password);
            return extended(FileDraft.copy(source, file.size(), target, password, null), material, authority);
        } catch (MalformedPdf | Refused e) {
            return refused(e);
        }
    }

    /** The same in memory, without any file. */
    public Extension<byte[]> extend(byte[] document, @Nullable PdfPassword password, ValidationData material,
            @Nullable TimestampSource authority) throws IOException {
        try (var file = PdfFile.of(document, limits)) {
            extensible(file, password);
            return extended(MemoryDraft.of(document, password), material, authority);
        } catch (MalformedPdf | Refused e) {
            return refused(e);
        }
    }

    /** Found out before anything is written: what is added reads these, too. */
    private static void extensible(PdfFile file, @Nullable PdfPassword password) throws MalformedPdf, Refused {
        SignPdf.signable(file.current(), password, false);
        FormFields.of(file.current());
        new Pages(file.current()).page(1);
    }

    private <T> Extension<T> extended(Draft<T> opened, ValidationData material, @Nullable TimestampSource authority)
            throws IOException, MalformedPdf {
        try (var draft = opened) {
            LongTerm.add(draft, limits, material);
            if (authority != null) {
                LongTerm.archive(draft, limits, authority);
            }
            long size = draft.size();
            return new Extension.Extended<>(draft.publish(), size);
        } catch (TimestampToken.Unusable e) {
            return new Extension.TimestampUnusable<>(String.valueOf(e.getMessage()));
        }
    }

    private static <T> Extension<T> refused(Exception cause) {
        return cause instanceof Refused refused ? new Extension.Refused<>(refused.refusal(), null)
                : new Extension.Refused<>(Refusal.DAMAGED, (MalformedPdf) cause);
    }
}
