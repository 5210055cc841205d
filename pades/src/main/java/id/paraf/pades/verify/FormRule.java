package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Bool;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.pdf.Rectangle;
import id.paraf.pades.verify.FormTree.Node;
import id.paraf.pades.verify.RevisionStep.Findings;
import id.paraf.pades.verify.Walk.Via;

/** What may happen to a form after signing: values, signatures, new places for signatures. */
final class FormRule {

    private static final Set<String> FORM_KEYS = Set.of("Fields", "SigFlags", "DR", "DA", "NeedAppearances");
    /** A value, how it looks, and when it was set. */
    private static final Set<String> FILLING_KEYS = Set.of("V", "AP", "AS", "I", "RV", "M", "Ff");
    private static final Set<String> SIGNING_KEYS = Set.of("V", "AP", "AS", "M", "F", "Ff", "P", "Type", "Subtype", "DA", "MK");
    private static final Set<String> LOOKS = Set.of("AP", "AS", "MK", "Rect", "F", "BS", "Border", "P");
    /** ISO 32000-2 Table 229, bit 17. */
    private static final long PUSH_BUTTON = 1 << 16;
    /** ISO 32000-2 Table 167: hidden, never seen on a screen, printed. */
    private static final long HIDDEN = 0x02;
    private static final long NO_VIEW = 0x20;
    private static final long PRINT = 0x04;
    /** Keys that lead out of a field, up or sideways. */
    static final Set<String> UPWARDS = Set.of("P", "Parent", "Kids");

    private FormRule() {
    }

    static void compare(PdfView before, PdfView after, FormTree old, FormTree now, Walk walk, Findings findings)
            throws MalformedPdf {
        form(before, after, old, now, walk, findings);
        for (var node : now.nodes().values()) {
            var earlier = old.nodes().get(node.reference().number());
            walk.ruledOn(node.reference().number());
            if (earlier == null) {
                added(after, node, walk, findings);
            } else {
                kept(after, earlier, node, walk, findings);
            }
        }
        for (var node : old.nodes().values()) {
            if (!now.nodes().containsKey(node.reference().number())) {
                findings.reasons.add(node.signed() ? Reason.SIGNATURE_REMOVED : Reason.STRUCTURE_CHANGED);
            }
        }
    }

    private static void form(PdfView before, PdfView after, FormTree old, FormTree now, Walk walk, Findings findings)
            throws MalformedPdf {
        var written = after.catalog().get("AcroForm");
        if (written instanceof Reference reference) {
            walk.ruledOn(reference.number());
        }
        var fields = now.form().get("Fields");
        if (fields instanceof Reference reference) {
            walk.ruledOn(reference.number());
        }
        var differing = new HashSet<>(Values.differing(old.form(), now.form()));
        if (!FORM_KEYS.containsAll(differing) || differing.contains("DA") && old.form().has("DA")) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
        walk.strict(now.form(), Via.STRUCTURE, FORM_KEYS);
        if (old.form().has("DA")) {
            walk.strict(now.form().get("DA"), Via.STRUCTURE);
        }
        boolean gained = resources(before, after, old.form().get("DR"), now.form().get("DR"), walk, findings, 0);
        boolean madeAnew = isTrue(after, now.form().get("NeedAppearances"));
        if (madeAnew != isTrue(before, old.form().get("NeedAppearances")) || madeAnew && (gained || differing.contains("DA"))) {
            appearances(before, old, now, walk, findings);
        }
        var earlier = FormTree.items(before, old.form().get("Fields"));
        var later = new ArrayList<>(FormTree.items(after, fields));
        later.retainAll(new HashSet<>(earlier));
        if (!later.equals(earlier) && now.nodes().keySet().containsAll(old.nodes().keySet())) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
    }

    /**
     * Viewers make appearances from values, or stop doing so, or do so with other fonts: what a field showed when it was signed it may
     * not show any more, though nobody filled it.
     */
    private static void appearances(PdfView before, FormTree old, FormTree now, Walk walk, Findings findings) throws MalformedPdf {
        for (var node : old.nodes().values()) {
            var later = now.nodes().get(node.reference().number());
            if (node.signatureField() || node.value() instanceof Null || node.type().equals("Btn")) {
                continue;
            }
            boolean filledAnew = later != null && !Values.same(node.value(), later.value());
            if (filledAnew || walk.changed(node.value())) {
                continue;
            }
            if (paints(before, node.dictionary())) {
                findings.reasons.add(Reason.SHADOW_REPLACE);
            }
            findings.filled.add(node.name());
            findings.changes.add(Change.FORM_FILLED);
        }
    }

    private static boolean isTrue(PdfView view, PdfObject value) throws MalformedPdf {
        return view.resolve(value) instanceof Bool(boolean said) && said;
    }

    /**
     * Default resources may gain fonts and the like; none that is there may become another.
     *
     * @return whether they gained any
     */
    private static boolean resources(PdfView before, PdfView after, PdfObject old, PdfObject now, Walk walk, Findings findings,
            int depth) throws MalformedPdf {
        if (!(before.resolve(old) instanceof Dictionary earlier)) {
            walk.free(now, Set.of());
            return !(after.resolve(now) instanceof Null);
        }
        if (!(after.resolve(now) instanceof Dictionary later)) {
            findings.reasons.add(Reason.SHADOW_HIDE);
            return false;
        }
        boolean gained = false;
        if (now instanceof Reference reference) {
            walk.ruledOn(reference.number());
        }
        for (var entry : later.entries().entrySet()) {
            var was = earlier.get(entry.getKey());
            if (was instanceof Null) {
                walk.free(entry.getValue(), Set.of());
                gained = true;
            } else if (depth == 0 && before.resolve(was) instanceof Dictionary) {
                gained |= resources(before, after, was, entry.getValue(), walk, findings, 1);
            } else {
                if (!Values.same(was, entry.getValue())) {
                    findings.reasons.add(Reason.SHADOW_REPLACE);
                }
                walk.strict(entry.getValue(), Via.RESOURCE);
            }
        }
        if (!later.entries().keySet().containsAll(earlier.entries().keySet())) {
            findings.reasons.add(Reason.SHADOW_HIDE);
        }
        return gained;
    }

    private static void kept(PdfView after, Node old, Node now, Walk walk, Findings findings) throws MalformedPdf {
        var differing = Values.differing(old.dictionary(), now.dictionary());
        if (old.signed()) {
            if (!differing.isEmpty()) {
                findings.reasons.add(LOOKS.containsAll(differing) ? Reason.MARK_COVERED : Reason.SIGNATURE_REMOVED);
            }
            walk.strict(now.dictionary().get("V"), Via.SIGNATURE);
            walk.strict(now.dictionary().get("AP"), Via.MARK);
            walk.strict(now.dictionary(), Via.STRUCTURE, Set.of("V", "AP"));
            return;
        }
        if (now.signed()) {
            signature(after, now, old.field(), walk, findings);
            if (!SIGNING_KEYS.containsAll(differing) || !onlyMadeReadOnly(old, now)) {
                findings.reasons.add(Reason.STRUCTURE_CHANGED);
            }
            walk.strict(now.dictionary(), Via.STRUCTURE, SIGNING_KEYS);
            return;
        }
        if (now.signatureField()) {
            if (!differing.isEmpty()) {
                findings.reasons.add(LOOKS.containsAll(differing) ? Reason.SIGNATURE_COVERS_PAGE : Reason.STRUCTURE_CHANGED);
            }
            walk.strict(now.dictionary().get("AP"), Via.UNSIGNED_MARK);
            walk.strict(now.dictionary(), Via.STRUCTURE, Set.of("AP"));
            return;
        }
        if (!FILLING_KEYS.containsAll(differing) || !onlyMadeReadOnly(old, now)) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
        differing.remove("Ff");
        boolean touched = false;
        for (String key : FILLING_KEYS) {
            boolean below = !walk.free(now.dictionary().get(key), Set.of()).isEmpty();
            touched |= below;
            if (key.equals("AP") && (below || differing.contains(key)) && !showsItsValue(after, now)) {
                findings.reasons.add(Reason.SHADOW_REPLACE);
            }
        }
        if (touched || !differing.isEmpty()) {
            findings.filled.add(now.name());
            findings.changes.add(Change.FORM_FILLED);
        }
        walk.strict(now.dictionary(), Via.STRUCTURE, FILLING_KEYS);
    }

    /** Whether a new appearance can be that of the field's value: a push button has none, and an empty field shows nothing. */
    private static boolean showsItsValue(PdfView view, Node node) throws MalformedPdf {
        if (node.type().equals("Btn")) {
            return !isPushButton(view, node.dictionary(), 0);
        }
        boolean empty = switch (view.resolve(node.value())) {
            case Null _ -> true;
            case Text text -> text.decoded().isBlank();
            default -> false;
        };
        return !empty || LightPaint.isBlank(view, node.dictionary().get("AP"));
    }

    private static boolean isPushButton(PdfView view, Dictionary field, int depth) throws MalformedPdf {
        if (view.get(field, "Ff") instanceof Int(long flags)) {
            return (flags & PUSH_BUTTON) != 0;
        }
        return depth < 32 && view.get(field, "Parent") instanceof Dictionary parent && isPushButton(view, parent, depth + 1);
    }

    /** ISO 32000-2 §12.7.4.1: flag 1 is ReadOnly; signing may lock a field, nothing may unlock or retype one. */
    private static boolean onlyMadeReadOnly(Node old, Node now) {
        long was = old.dictionary().get("Ff") instanceof Int(long value) ? value : 0;
        long is = now.dictionary().get("Ff") instanceof Int(long value) ? value : 0;
        return was == is || (was | 1) == is;
    }

    private static void added(PdfView after, Node node, Walk walk, Findings findings) throws MalformedPdf {
        if (!node.signatureField()) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
            walk.free(node.dictionary(), UPWARDS);
            return;
        }
        if (node.signed()) {
            signature(after, node, false, walk, findings);
        } else {
            findings.signing = true;
            findings.changes.add(Change.SIGNATURE_FIELD_ADDED);
            inert(node, findings);
            if (paints(after, node.dictionary())) {
                findings.reasons.add(Reason.SIGNATURE_COVERS_PAGE);
            }
        }
        findings.newMarks.add(node.reference().number());
        walk.free(node.dictionary(), UPWARDS);
    }

    private static void signature(PdfView after, Node node, boolean wasThere, Walk walk, Findings findings)
            throws MalformedPdf {
        boolean timestamp = after.resolve(node.value()) instanceof Dictionary dictionary && FoundSignature.isTimestamp(dictionary);
        if (timestamp && paints(after, node.dictionary())) {
            // Permitted where nothing else is, and by whomever: so there must be nothing to see.
            findings.reasons.add(Reason.SIGNATURE_COVERS_PAGE);
        }
        // What is only a widget shows the signature of its field.
        boolean made = !node.field() || !(node.value() instanceof Reference(int number, _))
                || walk.isNew(number) && findings.signatures.add(number);
        if (!made) {
            // The value of another field's signature: nobody signed here.
            findings.reasons.add(paints(after, node.dictionary()) ? Reason.SIGNATURE_COVERS_PAGE : Reason.STRUCTURE_CHANGED);
        }
        inert(node, findings);
        findings.changes.add(timestamp ? Change.TIMESTAMP_ADDED : made ? Change.SIGNATURE_ADDED : Change.SIGNATURE_FIELD_ADDED);
        findings.signing |= !timestamp;
        if (wasThere) {
            findings.signed.add(node.name());
        }
        findings.newMarks.add(node.reference().number());
        for (String key : List.of("V", "AP", "MK")) {
            walk.free(node.dictionary().get(key), Set.of());
        }
    }

    /** A place to sign does nothing by itself, ISO 32000-2 §12.6.3. */
    private static void inert(Node node, Findings findings) {
        if (node.dictionary().has("A") || node.dictionary().has("AA")) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
    }

    /** Whether a widget has anything to show. */
    static boolean paints(PdfView view, Dictionary widget) throws MalformedPdf {
        var area = Rectangle.of(view, widget.get("Rect"));
        boolean hidden = view.get(widget, "F") instanceof Int(long flags)
                && ((flags & HIDDEN) != 0 || (flags & NO_VIEW) != 0 && (flags & PRINT) == 0);
        if (hidden || area.isEmpty() || area.get().area() <= 0 || !(view.get(widget, "AP") instanceof Dictionary looks)) {
            return false;
        }
        // The normal look, and those of a pointer over it.
        for (String key : List.of("N", "R", "D")) {
            boolean shown = switch (view.get(looks, key)) {
                case Stream stream -> stream.end() > stream.start();
                case Dictionary states -> !states.entries().isEmpty();
                default -> false;
            };
            if (shown) {
                return true;
            }
        }
        return false;
    }
}
