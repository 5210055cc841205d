package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfView;

/**
 * Tagged documents (ISO 32000-2 §14.7) gain a tag for every field that is added to them. A place in the tree of tags may have
 * more children than before, and nothing else: texts for screen readers stay what they were.
 *
 * @param kept  what was there and must go on being compared
 * @param added new children, and the tree that finds tags by number
 * @param array the number of the array of children, where it is an object of its own
 */
record TagGrowth(List<PdfObject> kept, List<PdfObject> added, Optional<Integer> array) {

    /** Keys that lead from a tag up to its parent and to its page. */
    static final Set<String> UPWARDS = Set.of("P", "Pg");

    private static final Set<String> OF_ROOT = Set.of("K", "ParentTree", "ParentTreeNextKey");
    private static final Set<String> OF_TAG = Set.of("K");

    static Optional<TagGrowth> of(PdfView before, PdfView after, Reference reference) throws MalformedPdf {
        if (!(before.resolve(reference) instanceof Dictionary old) || !(after.resolve(reference) instanceof Dictionary now)) {
            return Optional.empty();
        }
        boolean root = old.is("Type", "StructTreeRoot");
        boolean tag = old.has("S") && old.has("P") && (old.is("Type", "StructElem") || !old.has("Type"));
        if (!root && !tag || !(root ? OF_ROOT : OF_TAG).containsAll(Values.differing(old, now))) {
            return Optional.empty();
        }
        var earlier = children(before, old.get("K"));
        var later = children(after, now.get("K"));
        var known = new HashSet<>(earlier);
        var kept = new ArrayList<PdfObject>();
        var added = new ArrayList<PdfObject>();
        for (var one : later) {
            (known.contains(one) ? kept : added).add(one);
        }
        if (!kept.equals(earlier)) {
            return Optional.empty();
        }
        for (Map.Entry<String, PdfObject> entry : now.entries().entrySet()) {
            if (!OF_ROOT.contains(entry.getKey())) {
                kept.add(entry.getValue());
            }
        }
        added.add(now.get("ParentTree"));
        return Optional.of(new TagGrowth(kept, added, arrayNumber(now.get("K"), after)));
    }

    private static List<PdfObject> children(PdfView view, PdfObject written) throws MalformedPdf {
        return view.resolve(written) instanceof Array(var items) ? items : written instanceof Null ? List.of() : List.of(written);
    }

    private static Optional<Integer> arrayNumber(PdfObject written, PdfView view) throws MalformedPdf {
        return written instanceof Reference reference && view.resolve(reference) instanceof Array ? Optional.of(reference.number())
                : Optional.empty();
    }
}
