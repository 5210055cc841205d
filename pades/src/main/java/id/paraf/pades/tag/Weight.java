package id.paraf.pades.tag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/**
 * Goes through everything that pages draw their text with before PDFBox does, which unpacks whatever it meets into memory: what our own
 * reader cannot unpack within its limits is not shown to it.
 */
final class Weight {

    /** Leads away from what a page shows as text. */
    private static final Set<String> ASIDE = Set.of("Parent", "Annots", "Thumb", "Metadata", "PieceInfo", "B", "StructParents");
    private static final int MOST_OBJECTS = 500_000;
    /** As much as one stream may be. */
    private static final long MOST_BYTES = 32L << 20;
    /** What one byte can become in LZWDecode and RunLengthDecode, generously. */
    private static final long EXPANSION = 1_500;

    private record Visit(PdfObject value, String key) {
    }

    private final PdfView document;
    private final int mostPages;
    private final Set<PdfObject.Reference> seen = new HashSet<>();
    private final ArrayDeque<Visit> open = new ArrayDeque<>();
    private int pages;

    Weight(PdfView document, int mostPages) {
        this.document = document;
        this.mostPages = mostPages;
    }

    void check() throws MalformedPdf {
        open.push(new Visit(document.catalog().get("Pages"), "Pages"));
        while (!open.isEmpty()) {
            var visit = open.pop();
            switch (visit.value) {
                case PdfObject.Reference reference -> {
                    if (seen.add(reference)) {
                        if (seen.size() > MOST_OBJECTS) {
                            throw new TooMuch("objects");
                        }
                        open.push(new Visit(document.resolve(reference), visit.key));
                    }
                }
                case PdfObject.Array(var items) -> items.forEach(item -> open.push(new Visit(item, visit.key)));
                case PdfObject.Dictionary dictionary -> entries(dictionary);
                case PdfObject.Stream stream -> {
                    // The pixels of pictures are not looked at by whoever wants the text.
                    if (!stream.dictionary().is("Subtype", "Image")) {
                        entries(stream.dictionary());
                        stream(stream, visit.key);
                    }
                }
                default -> {
                    // Weighs nothing.
                }
            }
        }
    }

    private void entries(PdfObject.Dictionary dictionary) {
        if (dictionary.is("Type", "Page") && ++pages > mostPages) {
            throw new TooMuch("pages");
        }
        dictionary.entries().forEach((key, value) -> {
            if (!ASIDE.contains(key)) {
                open.push(new Visit(value, key));
            }
        });
    }

    private void stream(PdfObject.Stream stream, String key) throws MalformedPdf {
        byte[] plain;
        try {
            plain = document.unpacked(stream);
        } catch (MalformedPdf e) {
            if (e.reason() != MalformedPdf.Reason.UNSUPPORTED_FILTER) {
                throw e;
            }
            if (key.equals("ToUnicode") || key.equals("UseCMap") || key.equals("Encoding")) {
                throw new TooMuch("a character map that cannot be looked through");
            }
            old(stream);
            return;
        }
        if (CharacterMapWeight.looksLikeOne(plain)) {
            CharacterMapWeight.check(new String(plain, StandardCharsets.ISO_8859_1));
        }
    }

    /** Other packings than our reader knows: allowed as far as they cannot become large. */
    private void old(PdfObject.Stream stream) throws MalformedPdf {
        long size = stream.end() - stream.start();
        var filter = document.get(stream.dictionary(), "Filter");
        var filters = filter instanceof PdfObject.Array(var items) ? items : java.util.List.of(filter);
        for (var each : filters) {
            if (!(document.resolve(each) instanceof PdfObject.Name(String name)) || !name.startsWith("A")) {
                size *= EXPANSION;
            }
            if (size > MOST_BYTES) {
                throw new TooMuch("a stream that may become large");
            }
        }
    }
}
