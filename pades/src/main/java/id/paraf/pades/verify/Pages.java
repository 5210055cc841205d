package id.paraf.pades.verify;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfView;

/**
 * The pages of one revision in their order (ISO 32000-2 §7.7.3).
 *
 * @param leaves by object number
 * @param nodes  the page tree's inner nodes
 */
record Pages(Map<Integer, Page> leaves, Set<Integer> nodes) {

    private static final int DEEPEST = 64;
    private static final int MOST = 200_000;

    /** @param box the media box as written, inherited */
    record Page(Dictionary dictionary, PdfObject box) {
    }

    static Pages of(PdfView view) throws MalformedPdf {
        var leaves = new LinkedHashMap<Integer, Page>();
        var nodes = new LinkedHashSet<Integer>();
        collect(view, view.catalog().get("Pages"), null, 0, leaves, nodes);
        return new Pages(leaves, nodes);
    }

    private static void collect(PdfView view, PdfObject item, @Nullable PdfObject box, int depth, Map<Integer, Page> leaves,
            Set<Integer> nodes) throws MalformedPdf {
        if (depth > DEEPEST || leaves.size() + nodes.size() > MOST) {
            throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "too many pages");
        }
        if (!(item instanceof Reference reference) || leaves.containsKey(reference.number())
                || nodes.contains(reference.number())) {
            throw MalformedPdf.because(MalformedPdf.Reason.WRONG_TYPE, "a page that is no object of its own, or occurs twice");
        }
        var dictionary = view.dictionary(item);
        var own = dictionary.get("MediaBox") instanceof Null ? box : dictionary.get("MediaBox");
        if (!dictionary.is("Type", "Pages") && !dictionary.has("Kids")) {
            leaves.put(reference.number(), new Page(dictionary, own == null ? PdfObject.NULL : own));
            return;
        }
        nodes.add(reference.number());
        for (var kid : FormTree.items(view, dictionary.get("Kids"))) {
            collect(view, kid, own, depth + 1, leaves, nodes);
        }
    }
}
