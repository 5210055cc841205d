package id.paraf.pades.inert;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.XrefEntry;
import id.paraf.pades.sign.ExaminePdf;

/**
 * Looks through every object of a document for what acts: scripts, actions that reach out of the document, embedded files, sound,
 * film and forms in XFA (checklist PD-01). Links to addresses are allowed: a reader asks before it follows one.
 */
public final class InspectPdf {

    /** ISO 32000-2 Table 201: actions that run something, send something, or open something else. */
    private static final Set<String> ACTIONS = Set.of("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Sound",
            "Movie", "Rendition", "RichMediaExecute", "GoTo3DView");
    /** Annotations that are not drawn on a page but played or opened, Table 171. */
    private static final Set<String> ANNOTATIONS = Set.of("FileAttachment", "Sound", "Movie", "Screen", "3D", "RichMedia");
    private static final Set<String> KEYS = Set.of("JavaScript", "EmbeddedFiles", "XFA", "RichMediaContent");

    private final Limits limits;
    private final long mostObjects;

    /**
     * @param limits what a document may ask of the reader
     * @param mostObjects how many objects are looked through before it is too much
     */
    public InspectPdf(Limits limits, long mostObjects) {
        this.limits = limits;
        this.mostObjects = mostObjects;
    }

    public Inspection inspect(byte[] document) {
        try (var file = PdfFile.of(document, limits)) {
            for (var revision : file.revisions()) {
                if (revision.trailer().has("Encrypt")) {
                    return new Inspection.Encrypted();
                }
            }
            for (long at = file.revisions().getLast().end(); at < document.length; at++) {
                if ((document[(int) at] & 255) > ' ') {
                    throw MalformedPdf.because(MalformedPdf.Reason.BAD_XREF, "something stands behind the end");
                }
            }
            if (acts(file)) {
                return new Inspection.Active();
            }
        } catch (MalformedPdf e) {
            return new Inspection.Damaged(e.reason());
        }
        int pages = new ExaminePdf(limits).pages(document);
        return pages > 0 ? new Inspection.Inert(pages) : new Inspection.Damaged(MalformedPdf.Reason.WRONG_TYPE);
    }

    /** What an update replaced is looked at, too: whoever opens an older revision finds it there. */
    private boolean acts(PdfFile file) throws MalformedPdf {
        long count = 0;
        var found = new AtomicBoolean();
        for (var revision : file.revisions()) {
            count += revision.entryCount();
            if (count > mostObjects) {
                throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "more than " + mostObjects + " objects");
            }
            var document = file.view(revision);
            revision.each((number, entry) -> {
                if (!found.get() && !(entry instanceof XrefEntry.Free)) {
                    int generation = entry instanceof XrefEntry.At(long _, int written) ? written : 0;
                    var located = document.located(new PdfObject.Reference(number, generation));
                    found.set(located != null && acts(document, located.value()));
                }
            });
        }
        return found.get();
    }

    /** Nesting is limited by the reader. */
    private static boolean acts(PdfView document, PdfObject value) throws MalformedPdf {
        Collection<PdfObject> parts = switch (value) {
            case PdfObject.Dictionary dictionary -> dictionary.entries().values();
            case PdfObject.Stream stream -> List.of(stream.dictionary());
            case PdfObject.Array(var items) -> items;
            default -> List.of();
        };
        if (value instanceof PdfObject.Dictionary dictionary && actsItself(document, dictionary)) {
            return true;
        }
        for (var part : parts) {
            if (acts(document, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean actsItself(PdfView document, PdfObject.Dictionary dictionary) throws MalformedPdf {
        return named(document, dictionary, "S", ACTIONS) || named(document, dictionary, "Subtype", ANNOTATIONS)
        // A file specification with a file in it, Table 43.
                || dictionary.has("EF") && (dictionary.has("F") || dictionary.has("UF"))
                || dictionary.entries().keySet().stream().anyMatch(KEYS::contains);
    }

    private static boolean named(PdfView document, PdfObject.Dictionary dictionary, String key, Set<String> names)
            throws MalformedPdf {
        return dictionary.has(key) && document.get(dictionary, key) instanceof PdfObject.Name(String name) && names.contains(name);
    }
}
