package id.paraf.pades.verify;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfView;

/**
 * What one later revision did to the document, judged by a list of what may happen after signing; everything else is a
 * reason. Whether a signature permits what may happen is the signature's question: {@link Permissions}.
 *
 * @param reasons      what no signature permits
 * @param filled       form fields that got another value
 * @param signed       fields that were there before and got a signature
 * @param signing      whether a signature, or a place for one, was added (document timestamps aside)
 * @param annotations  whether comments changed
 * @param covered      how much of a page's visible part new marks cover, from 0, by the page's number
 */
record RevisionStep(Set<Change> changes, Set<Reason> reasons, Set<String> filled, Set<String> signed, boolean signing,
        boolean annotations, Map<Integer, Double> covered) {

    private static final Set<String> CATALOG_KEYS = Set.of("AcroForm", "DSS", "Metadata", "Extensions", "Version");
    private static final Set<String> DSS_KEYS = Set.of("Type", "Certs", "CRLs", "OCSPs", "VRI");

    /** What cannot be read strictly can hold anything. */
    static RevisionStep unreadable() {
        return new RevisionStep(Set.of(Change.UNREADABLE), Set.of(Reason.TRAILING_BYTES), Set.of(), Set.of(), false, false,
                Map.of());
    }

    /** What the rules find out together while they compare. */
    static final class Findings {
        final Set<Change> changes = EnumSet.noneOf(Change.class);
        final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        final Set<String> filled = new LinkedHashSet<>();
        final Set<String> signed = new LinkedHashSet<>();
        boolean signing;
        boolean annotations;
        final Map<Integer, Double> covered = new HashMap<>();
        /** Signature dictionaries that this revision's fields lead to. */
        final Set<Integer> signatures = new HashSet<>();
        /** Widgets of signature fields that this revision added, or signed. */
        final Set<Integer> newMarks = new HashSet<>();
    }

    static RevisionStep between(Standing earlier, Standing later, ObjectChanges objects, Walk walk, Policy policy)
            throws MalformedPdf {
        var before = earlier.view();
        var after = later.view();
        var findings = new Findings();
        findings.reasons.addAll(objects.reasons());
        if (!before.root().equals(after.root())) {
            findings.reasons.add(Reason.SHADOW_HIDE_AND_REPLACE);
        }
        if (!Values.same(before.trailer().get("Encrypt"), after.trailer().get("Encrypt"))) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
        var ruled = new HashSet<Integer>(earlier.ruled());
        ruled.addAll(later.ruled());
        ruled.add(after.root().number());
        reference(after.catalog().get("AcroForm"), ruled);
        reference(later.form().form().get("Fields"), ruled);
        var comments = new HashSet<Integer>(earlier.comments());
        comments.addAll(later.comments());
        walk.turnTo(before, after, objects.kinds(), ruled, comments);

        FormRule.compare(before, after, earlier.form(), later.form(), walk, findings);
        walk.resume(!findings.newMarks.isEmpty());
        catalog(before, after, walk, findings);
        PageRule.compare(new PageRule.Sides(before, after, earlier.pages(), later.pages(), earlier.form(), later.form()),
                objects.kinds(), walk, findings, policy);
        metadata(before, after, walk, findings);

        findings.reasons.addAll(walk.reasons());
        leftovers(objects.kinds(), walk, findings);
        name(findings);
        return new RevisionStep(findings.changes, findings.reasons, findings.filled, findings.signed, findings.signing,
                findings.annotations, findings.covered);
    }

    private static void catalog(PdfView before, PdfView after, Walk walk, Findings findings) throws MalformedPdf {
        var old = before.catalog();
        var now = after.catalog();
        walk.ruledOn(after.root().number());
        var differing = Values.differing(old, now);
        if (differing.contains("Pages")) {
            findings.reasons.add(Reason.PAGES_CHANGED);
        }
        if (!CATALOG_KEYS.containsAll(differing)) {
            findings.reasons.add(differing.contains("Pages") ? Reason.PAGES_CHANGED : Reason.STRUCTURE_CHANGED);
        }
        for (var entry : now.entries().entrySet()) {
            if (!CATALOG_KEYS.contains(entry.getKey())) {
                walk.strict(entry.getValue(), entry.getKey().equals("Pages") ? Walk.Via.PAGES : Walk.Via.STRUCTURE);
            }
        }
        var evidence = now.get("DSS");
        if (!walk.free(evidence, Set.of()).isEmpty() || differing.contains("DSS")) {
            findings.changes.add(Change.EVIDENCE_ADDED);
            if (!isEvidence(after, evidence)) {
                findings.reasons.add(Reason.STRUCTURE_CHANGED);
            }
        }
        walk.free(now.get("Extensions"), Set.of());
    }

    /** ETSI EN 319 142-1 §5.4.2.2: nothing but arrays of streams, and VRI. */
    private static boolean isEvidence(PdfView view, PdfObject value) throws MalformedPdf {
        if (!(view.resolve(value) instanceof Dictionary dss) || !DSS_KEYS.containsAll(dss.entries().keySet())) {
            return false;
        }
        for (String key : Set.of("Certs", "CRLs", "OCSPs")) {
            for (var one : FormTree.items(view, dss.get(key))) {
                if (!(view.resolve(one) instanceof Stream)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Document information and XMP: not painted, and writers set their dates whenever they save. */
    private static void metadata(PdfView before, PdfView after, Walk walk, Findings findings) throws MalformedPdf {
        var info = after.trailer().get("Info");
        boolean changed = !walk.free(info, Set.of()).isEmpty() | !walk.free(after.catalog().get("Metadata"), Set.of()).isEmpty();
        if (changed || !Values.same(before.catalog().get("Metadata"), after.catalog().get("Metadata"))
                || !Values.same(before.trailer().get("Info"), info)) {
            findings.changes.add(Change.METADATA_CHANGED);
            if (after.resolve(info) instanceof Dictionary dictionary && dictionary.entries().values().stream()
                    .anyMatch(one -> one instanceof Reference || one instanceof Array || one instanceof Dictionary)) {
                findings.reasons.add(Reason.STRUCTURE_CHANGED);
            }
        }
    }

    /** Changed objects that nothing leads to. They cannot be seen; but only if everything that could lead there was read. */
    private static void leftovers(Map<Integer, ObjectChanges.Kind> kinds, Walk walk, Findings findings) {
        boolean left = false;
        for (var one : kinds.entrySet()) {
            if (!walk.reached().contains(one.getKey()) && one.getValue() != ObjectChanges.Kind.CONTAINER) {
                left = true;
                if (one.getValue() == ObjectChanges.Kind.NEW) {
                    findings.changes.add(Change.UNUSED_OBJECTS_ADDED);
                }
            }
        }
        if (left && walk.blind()) {
            findings.reasons.add(Reason.STRUCTURE_CHANGED);
        }
    }

    /** The kind words for what is not permitted. */
    private static void name(Findings findings) {
        for (var reason : findings.reasons) {
            findings.changes.add(switch (reason) {
                case PAGES_CHANGED, SHADOW_HIDE, SHADOW_REPLACE, SHADOW_HIDE_AND_REPLACE, MARK_COVERED, SIGNATURE_COVERS_PAGE ->
                    Change.CONTENT_CHANGED;
                case SIGNATURE_REMOVED -> Change.SIGNATURE_REMOVED;
                case ANNOTATION_NOT_PERMITTED -> Change.ANNOTATION_CHANGED;
                case TRAILING_BYTES -> Change.UNREADABLE;
                default -> Change.STRUCTURE_CHANGED;
            });
        }
    }

    static void reference(@Nullable PdfObject value, Set<Integer> into) {
        if (value instanceof Reference reference) {
            into.add(reference.number());
        }
    }
}
