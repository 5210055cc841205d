package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.Rectangle;
import id.paraf.pades.verify.RevisionStep.Findings;
import id.paraf.pades.verify.Walk.Via;

/** What may happen to pages after signing: nothing but annotations, of which some kinds are never allowed. */
final class PageRule {

    private static final Set<String> PAGE_KEYS = Set.of("Annots", "LastModified", "Tabs");
    /** Comments that point at what is there. Every other kind can put something else in its place. */
    private static final Set<String> COMMENTS = Set.of("Text", "Popup", "Highlight", "Underline", "Squiggly", "StrikeOut", "Ink",
            "Caret");
    /** Those that are lines. */
    private static final Set<String> LINES = Set.of("Ink", "Underline", "Squiggly", "StrikeOut");

    /** The two revisions that are compared. */
    record Sides(PdfView before, PdfView after, Pages oldPages, Pages newPages, FormTree oldForm, FormTree newForm) {
    }

    private PageRule() {
    }

    /** Objects that this rule compares by itself: arrays of annotations, and comments. */
    static void ruled(PdfView view, Pages pages, Set<Integer> ruled, Set<Integer> comments) throws MalformedPdf {
        for (var page : pages.leaves().values()) {
            RevisionStep.reference(page.dictionary().get("Annots"), ruled);
            for (var one : FormTree.items(view, page.dictionary().get("Annots"))) {
                if (isComment(view, one)) {
                    RevisionStep.reference(one, comments);
                }
            }
        }
    }

    static void compare(Sides sides, Map<Integer, ObjectChanges.Kind> kinds, Walk walk, Findings findings, Policy policy)
            throws MalformedPdf {
        if (!List.copyOf(sides.oldPages().leaves().keySet()).equals(List.copyOf(sides.newPages().leaves().keySet()))) {
            findings.reasons.add(Reason.PAGES_CHANGED);
        }
        for (var entry : sides.newPages().leaves().entrySet()) {
            walk.ruledOn(entry.getKey());
            var old = sides.oldPages().leaves().get(entry.getKey());
            var now = entry.getValue();
            if (old == null) {
                // The page tree's change was told already; what the page brings along needs no telling.
                walk.free(now.dictionary(), Set.of("Parent"));
                continue;
            }
            if (kinds.containsKey(entry.getKey())
                    && !PAGE_KEYS.containsAll(Values.differing(old.dictionary(), now.dictionary()))) {
                findings.reasons.add(Reason.PAGES_CHANGED);
            }
            walk.strict(now.dictionary(), Via.PAGES, PAGE_KEYS);
            annotations(sides, old, now, walk, findings, policy);
        }
    }

    private static void annotations(Sides sides, Pages.Page old, Pages.Page now, Walk walk, Findings findings, Policy policy)
            throws MalformedPdf {
        var written = now.dictionary().get("Annots");
        if (written instanceof Reference reference) {
            walk.ruledOn(reference.number());
        }
        var earlier = FormTree.items(sides.before(), old.dictionary().get("Annots"));
        var later = FormTree.items(sides.after(), written);
        var known = new HashSet<>(earlier);
        var kept = new ArrayList<PdfObject>();
        for (var one : later) {
            if (known.contains(one)) {
                kept.add(one);
                kept(sides, one, walk, findings);
                if (isNewMark(one, findings) && sides.after().resolve(one) instanceof Dictionary widget) {
                    mark(sides, earlier, widget, now, findings, policy);
                }
            } else {
                added(sides, earlier, one, now, walk, findings, policy);
            }
        }
        var still = new HashSet<>(kept);
        var left = new ArrayList<>(earlier);
        left.retainAll(still);
        if (!left.equals(kept)) {
            // Another order paints other things on top.
            findings.reasons.add(Reason.ANNOTATION_NOT_PERMITTED);
        }
        for (var one : earlier) {
            if (!still.contains(one)) {
                removed(sides, one, findings);
            }
        }
    }

    private static void kept(Sides sides, PdfObject item, Walk walk, Findings findings) throws MalformedPdf {
        var node = sides.newForm().node(item);
        if (node.isPresent()) {
            return;
        }
        if (!isComment(sides.after(), item) || !isComment(sides.before(), item)) {
            if (item instanceof Reference reference && walk.changed(reference.number())) {
                // A link that became a drawing, a note that became a stamp, an entry that led nowhere and now leads to something.
                walk.ruledOn(reference.number());
                walk.free(sides.after().resolve(item), FormRule.UPWARDS);
                findings.reasons.add(Reason.ANNOTATION_NOT_PERMITTED);
            } else {
                walk.strict(item, Via.STRUCTURE);
            }
            return;
        }
        if (item instanceof Reference reference) {
            walk.ruledOn(reference.number());
            boolean touched = !walk.free(sides.after().resolve(item), FormRule.UPWARDS).isEmpty();
            if (touched || !Values.same(sides.before().resolve(item), sides.after().resolve(item))) {
                comment(sides, sides.after().dictionary(item), findings);
            }
        }
    }

    private static void removed(Sides sides, PdfObject item, Findings findings) throws MalformedPdf {
        var node = sides.oldForm().node(item);
        if (node.isPresent()) {
            findings.reasons.add(node.get().signed() ? Reason.SIGNATURE_REMOVED : Reason.STRUCTURE_CHANGED);
        } else if (isComment(sides.before(), item)) {
            findings.annotations = true;
            findings.changes.add(Change.ANNOTATION_CHANGED);
        } else {
            findings.reasons.add(Reason.ANNOTATION_NOT_PERMITTED);
        }
    }

    private static void added(Sides sides, List<PdfObject> earlier, PdfObject item, Pages.Page page, Walk walk, Findings findings,
            Policy policy) throws MalformedPdf {
        var view = sides.after();
        if (!(view.resolve(item) instanceof Dictionary annotation)) {
            return;
        }
        if (isNewMark(item, findings)) {
            mark(sides, earlier, annotation, page, findings, policy);
            return;
        }
        var area = Rectangle.of(view, annotation.get("Rect"));
        if (area.isPresent() && FormRule.paints(view, annotation) && coversMark(sides, earlier, area.get(), policy)) {
            findings.reasons.add(Reason.MARK_COVERED);
        }
        if (item instanceof Reference reference) {
            walk.ruledOn(reference.number());
        }
        walk.free(annotation, FormRule.UPWARDS);
        if (isComment(view, item)) {
            comment(sides, annotation, findings);
        } else {
            findings.reasons.add(annotation.is("Subtype", "Widget") ? Reason.STRUCTURE_CHANGED : Reason.ANNOTATION_NOT_PERMITTED);
        }
    }

    private static boolean isNewMark(PdfObject item, Findings findings) {
        return item instanceof Reference reference && findings.newMarks.contains(reference.number());
    }

    /** Where a new signature's mark lies: neither on an earlier one nor on much of the page. */
    private static void mark(Sides sides, List<PdfObject> earlier, Dictionary widget, Pages.Page page, Findings findings,
            Policy policy) throws MalformedPdf {
        var area = Rectangle.of(sides.after(), widget.get("Rect"));
        if (area.isEmpty() || !FormRule.paints(sides.after(), widget)) {
            return;
        }
        if (coversMark(sides, earlier, area.get(), policy)) {
            findings.reasons.add(Reason.MARK_COVERED);
        }
        var paper = page.seen(sides.after());
        double share = paper.map(one -> one.coveredBy(area.get())).orElse(0.0);
        if (share >= policy.coveredShare()) {
            findings.reasons.add(Reason.SIGNATURE_COVERS_PAGE);
        }
        findings.covered.merge(page.number(), share, Double::sum);
    }

    private static void comment(Sides sides, Dictionary annotation, Findings findings) throws MalformedPdf {
        findings.annotations = true;
        findings.changes.add(Change.ANNOTATION_CHANGED);
        if (annotation.has("A") || annotation.has("AA") || !LightPaint.pointsOnly(sides.after(), annotation.get("AP"))
                || isLine(sides.after(), annotation) && LightPaint.isPaper(sides.after(), annotation.get("C"))) {
            findings.reasons.add(Reason.ANNOTATION_NOT_PERMITTED);
        }
    }

    /** Drawn in the colour of paper, a line does not point at what is below it: it takes it away. */
    private static boolean isLine(PdfView view, Dictionary annotation) throws MalformedPdf {
        return view.get(annotation, "Subtype") instanceof Name(String kind)
                && LINES.contains(kind);
    }

    /** Whether something lies on the visible mark of an earlier signature of the page. */
    private static boolean coversMark(Sides sides, List<PdfObject> earlier, Rectangle area, Policy policy) throws MalformedPdf {
        for (var one : earlier) {
            var node = sides.oldForm().node(one);
            if (node.isPresent() && node.get().signed() && FormRule.paints(sides.before(), node.get().dictionary())) {
                var mark = Rectangle.of(sides.before(), node.get().dictionary().get("Rect"));
                if (mark.isPresent() && mark.get().coveredBy(area) >= policy.coveredShare()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isComment(PdfView view, PdfObject item) throws MalformedPdf {
        return view.resolve(item) instanceof Dictionary annotation
                && view.get(annotation, "Subtype") instanceof Name(String kind) && COMMENTS.contains(kind);
    }
}
