package id.paraf.pades.tag;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Access;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.pdf.PdfView;

/**
 * Finds a tag ({@code #}, {@code $}, {@code [qr_bsre]}) in the text of a document. White space does not count, neither in the tag nor
 * between the letters of the page; letters that a page shows in several pieces are one word if they stand like one.
 */
public final class FindTag {

    /** Nobody writes a longer one. */
    public static final int LONGEST = 64;
    private static final int MOST_PAGES = 2_000;

    private final Limits limits;
    private final int mostPages;

    /** @param limits what a document may ask of the reader */
    public FindTag(Limits limits) {
        this(limits, MOST_PAGES);
    }

    FindTag(Limits limits, int mostPages) {
        this.limits = limits;
        this.mostPages = mostPages;
        SubstituteFont.use();
    }

    private interface Source {

        PDDocument load() throws IOException;
    }

    /**
     * Whatever the bytes are, there is an outcome.
     *
     * @param tag one without a letter, or with more than {@link #LONGEST}, stands nowhere
     */
    public TagSearch find(byte[] document, String tag) {
        return find(document, null, tag);
    }

    /** @param password opens an encrypted document; null if nobody knows one */
    public TagSearch find(byte[] document, @Nullable PdfPassword password, String tag) {
        try (var file = PdfFile.of(document, limits)) {
            return find(file, password, () -> Loader.loadPDF(document, letters(password)), tag);
        } catch (MalformedPdf e) {
            return unreadable(e);
        }
    }

    /**
     * The same for a file.
     *
     * @throws IOException if the disk fails
     */
    public TagSearch find(Path document, @Nullable PdfPassword password, String tag) throws IOException {
        File path = document.toFile();
        try (var file = PdfFile.open(document, limits)) {
            return find(file, password, () -> Loader.loadPDF(path, letters(password), IOUtils.createMemoryOnlyStreamCache()), tag);
        } catch (MalformedPdf e) {
            return unreadable(e);
        }
    }

    private static String letters(@Nullable PdfPassword password) {
        return password == null ? "" : password.reveal();
    }

    private TagSearch find(PdfFile file, @Nullable PdfPassword password, Source source, String tag) throws MalformedPdf {
        var wanted = Line.bare(tag);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return new TagSearch.Found(List.of());
        }
        PdfView view = file.current();
        if (file.unlock(password) instanceof Access.Locked || view.encrypted()) {
            return new TagSearch.Unreadable(TagSearch.Why.ENCRYPTED);
        }
        try {
            new Weight(view, mostPages).check();
            try (var document = source.load()) {
                var text = new PageText(wanted);
                text.writeText(document, Writer.nullWriter());
                return new TagSearch.Found(text.tags());
            }
        } catch (TooMuch _) {
            return new TagSearch.Unreadable(TagSearch.Why.TOO_MUCH);
        } catch (IOException | RuntimeException | StackOverflowError _) {
            // On damaged pages and fonts PDFBox throws whatever comes to its mind.
            return new TagSearch.Unreadable(TagSearch.Why.DAMAGED);
        }
    }

    private static TagSearch unreadable(MalformedPdf e) {
        return new TagSearch.Unreadable(switch (e.reason()) {
            case TOO_LARGE, TOO_DEEP, TOO_MUCH_DATA -> TagSearch.Why.TOO_MUCH;
            default -> TagSearch.Why.DAMAGED;
        });
    }
}
