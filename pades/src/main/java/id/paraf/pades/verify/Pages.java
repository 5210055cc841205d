package id.paraf.pades.verify;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.Rectangle;

/**
 * The pages of one revision in their order (ISO 32000-2 §7.7.3).
 *
 * @param leaves by object number
 * @param nodes  the page tree's inner nodes
 */
record Pages(Map<Integer, Page> leaves, Set<Integer> nodes) {

    private static final int DEEPEST = 64;
    private static final int MOST = 200_000;

    /** The boxes as written, inherited; null where there is none (ISO 32000-2 §14.11.2). */
    record Boxes(PdfObject media, PdfObject crop) {

        static final Boxes NONE = new Boxes(PdfObject.NULL, PdfObject.NULL);

        Boxes of(Dictionary node) {
            return new Boxes(node.has("MediaBox") ? node.get("MediaBox") : media, node.has("CropBox") ? node.get("CropBox") : crop);
        }
    }

    /** @param number of its object */
    record Page(int number, Dictionary dictionary, Boxes boxes) {

        /** The part that viewers show; empty where no box says how large the page is. */
        Optional<Rectangle> seen(PdfView view) throws MalformedPdf {
            var media = Rectangle.of(view, boxes.media());
            var crop = Rectangle.of(view, boxes.crop());
            return media.isEmpty() || crop.isEmpty() ? media.or(() -> crop)
                    : crop.flatMap(one -> one.within(media.get())).or(() -> media);
        }
    }

    static Pages of(PdfView view) throws MalformedPdf {
        var leaves = new LinkedHashMap<Integer, Page>();
        var nodes = new LinkedHashSet<Integer>();
        collect(view, view.catalog().get("Pages"), Boxes.NONE, 0, leaves, nodes);
        return new Pages(leaves, nodes);
    }

    private static void collect(PdfView view, PdfObject item, Boxes above, int depth, Map<Integer, Page> leaves,
            Set<Integer> nodes) throws MalformedPdf {
        if (depth > DEEPEST || leaves.size() + nodes.size() > MOST) {
            throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "too many pages");
        }
        if (!(item instanceof Reference reference) || leaves.containsKey(reference.number())
                || nodes.contains(reference.number())) {
            throw MalformedPdf.because(MalformedPdf.Reason.WRONG_TYPE, "a page that is no object of its own, or occurs twice");
        }
        var dictionary = view.dictionary(item);
        var own = above.of(dictionary);
        if (!dictionary.is("Type", "Pages") && !dictionary.has("Kids")) {
            leaves.put(reference.number(), new Page(reference.number(), dictionary, own));
            return;
        }
        nodes.add(reference.number());
        for (var kid : FormTree.items(view, dictionary.get("Kids"))) {
            collect(view, kid, own, depth + 1, leaves, nodes);
        }
    }
}
