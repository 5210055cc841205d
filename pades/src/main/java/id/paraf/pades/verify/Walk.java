package id.paraf.pades.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfView;

/**
 * Follows references through a later revision to find what of its changes the signed document would show. Objects that no
 * later revision touches are followed once for all revisions; what they lead to is remembered.
 */
final class Walk {

    /** As what an object is reached: decides what a change of it means, and what it may be. */
    enum Via {
        STRUCTURE(Reason.STRUCTURE_CHANGED), PAGES(Reason.PAGES_CHANGED),
        /** What a page paints. */
        CONTENT(Reason.PAGES_CHANGED),
        /** Fonts, images and whatever else painting uses. */
        RESOURCE(Reason.SHADOW_REPLACE),
        /** The appearance of a signed field. */
        MARK(Reason.MARK_COVERED),
        /** A signature dictionary. */
        SIGNATURE(Reason.SIGNATURE_REMOVED),
        /** The appearance of a field that waits for a signature. */
        UNSIGNED_MARK(Reason.SIGNATURE_COVERS_PAGE);

        private final Reason changed;

        Via(Reason changed) {
            this.changed = changed;
        }

        /** Where an object with a part in the document's structure could also be painted: no honest file has that. */
        boolean paints() {
            return this == CONTENT || this == RESOURCE || this == MARK || this == UNSIGNED_MARK;
        }

        Via under(String key) {
            return switch (this) {
                case PAGES -> key.equals("Contents") ? CONTENT : key.equals("Resources") ? RESOURCE : this;
                // Of an annotation that no rule looks after.
                case STRUCTURE -> key.equals("AP") ? RESOURCE : this;
                default -> this;
            };
        }
    }

    private record Step(Reference reference, Via via) {
    }

    private record Seen(int number, Via via) {
    }

    /** How a structure leads to an annotation (ISO 32000-2 §14.7.5.3 and §12.5.6.4): what is reached otherwise is more than a comment. */
    private static final Set<String> TO_ANNOTATIONS = Set.of("Obj", "Popup", "IRT");
    /** Values looked at in all walks over one file together: what bounds the time. */
    private static final long MOST_VALUES = 40_000_000;

    private final Set<Integer> touchedEver;
    private final Set<Seen> stable = new HashSet<>();
    private final Set<Step> frontier = new HashSet<>();
    private long values;

    // Of the revision that is walked now.
    private PdfView before;
    private PdfView view;
    private Map<Integer, ObjectChanges.Kind> kinds = Map.of();
    private Set<Integer> ruled = Set.of();
    private Set<Integer> comments = Set.of();
    private final Set<Seen> seen = new HashSet<>();
    private final Set<Integer> reached = new HashSet<>();
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    private boolean blind;
    private boolean tagging;

    /**
     * @param touchedEver the numbers that any of the revisions to be walked changes
     */
    Walk(PdfView view, Set<Integer> touchedEver) {
        this.before = view;
        this.view = view;
        this.touchedEver = touchedEver;
    }

    /**
     * Turns to the next revision.
     *
     * @param nowRuled    objects that rules compare by themselves: strict walks stop there, unless they come to paint them
     * @param nowComments annotations that a rule compares by itself: strict walks stop there if they come as one comes to an annotation
     */
    void turnTo(PdfView earlier, PdfView next, Map<Integer, ObjectChanges.Kind> changes, Set<Integer> nowRuled,
            Set<Integer> nowComments) throws MalformedPdf {
        before = earlier;
        view = next;
        tagging = false;
        kinds = changes;
        ruled = nowRuled;
        comments = nowComments;
        seen.clear();
        reached.clear();
        reasons.clear();
        blind = false;
    }

    /**
     * Walks on from what untouched objects led to in earlier revisions.
     *
     * @param tags whether a tagged document's tree of tags may grow, because a field was added
     */
    void resume(boolean tags) throws MalformedPdf {
        tagging = tags;
        drain(new ArrayDeque<>(frontier));
    }

    /** What strict walks met that must not be there. */
    Set<Reason> reasons() {
        return EnumSet.copyOf(reasons);
    }

    /** Which changed objects were reached by whatever walk. */
    Set<Integer> reached() {
        return reached;
    }

    /** Whether an object could not be read, so that what it leads to is not known. */
    boolean blind() {
        return blind;
    }

    void blame(Reason reason) {
        reasons.add(reason);
    }

    /** Nothing below may have changed. */
    void strict(PdfObject value, Via via) throws MalformedPdf {
        var queue = new ArrayDeque<Step>();
        references(value, via, queue::add);
        drain(queue);
    }

    /** {@link #strict} for a dictionary whose named entries rules look after. */
    void strict(Dictionary dictionary, Via via, Set<String> except) throws MalformedPdf {
        for (var entry : dictionary.entries().entrySet()) {
            if (!except.contains(entry.getKey())) {
                strict(entry.getValue(), via.under(entry.getKey()));
            }
        }
    }

    private void drain(ArrayDeque<Step> queue) throws MalformedPdf {
        while (!queue.isEmpty()) {
            var step = queue.pop();
            int number = step.reference().number();
            var via = step.via();
            if (ruled.contains(number) && !via.paints()) {
                continue;
            }
            boolean touchable = touchedEver.contains(number);
            if (touchable) {
                frontier.add(step);
            }
            var mark = new Seen(number, via);
            if (!(touchable ? seen : stable).add(mark)) {
                continue;
            }
            var kind = kinds.get(number);
            if (kind != null) {
                reached.add(number);
                if (kind == ObjectChanges.Kind.CHANGED && via == Via.STRUCTURE && tagging && tags(step.reference(), queue)) {
                    continue;
                }
                reasons.add(kind == ObjectChanges.Kind.REMOVED && via != Via.MARK && via != Via.SIGNATURE ? Reason.SHADOW_HIDE
                        : via.changed);
                continue;
            }
            references(read(step.reference()), via, queue::push);
        }
    }

    /** A place in the tag tree that only gained tags: what was there goes on being compared. */
    private boolean tags(Reference reference, ArrayDeque<Step> queue) throws MalformedPdf {
        var growth = TagGrowth.of(before, view, reference);
        if (growth.isEmpty()) {
            return false;
        }
        for (var one : growth.get().kept()) {
            references(one, Via.STRUCTURE, queue::push);
        }
        for (var one : growth.get().added()) {
            free(one, TagGrowth.UPWARDS);
        }
        growth.get().array().ifPresent(this::ruledOn);
        return true;
    }

    private PdfObject read(Reference reference) throws MalformedPdf {
        try {
            var located = view.located(reference);
            return located == null ? PdfObject.NULL : located.value();
        } catch (MalformedPdf e) {
            if (e.reason() == MalformedPdf.Reason.TOO_MUCH_DATA || e.reason() == MalformedPdf.Reason.TOO_LARGE) {
                throw e;
            }
            blind = true;
            return PdfObject.NULL;
        }
    }

    private interface Sink {
        void accept(Step step);
    }

    private void references(PdfObject value, Via via, Sink sink) throws MalformedPdf {
        if (++values > MOST_VALUES) {
            throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "more values than can be compared");
        }
        switch (value) {
            case Reference reference -> sink.accept(new Step(reference, via));
            case Array(var items) -> {
                for (var one : items) {
                    references(one, via, sink);
                }
            }
            case Dictionary(var entries) -> {
                for (var entry : entries.entrySet()) {
                    boolean comment = entry.getValue() instanceof Reference(int number, _) && comments.contains(number);
                    if (!comment || via.paints() || !TO_ANNOTATIONS.contains(entry.getKey())) {
                        references(entry.getValue(), via.under(entry.getKey()), sink);
                    }
                }
            }
            case Stream stream -> references(stream.dictionary(), via, sink);
            default -> {
            }
        }
    }

    /**
     * Everything below may be new, changed or gone, as a rule allows. Does not enter what rules compare by themselves.
     *
     * @param except keys of the value itself that lead back up into the document
     * @return the changed objects met
     */
    List<Integer> free(PdfObject value, Set<String> except) throws MalformedPdf {
        var touched = new ArrayList<Integer>();
        var visited = new HashSet<Integer>();
        var queue = new ArrayDeque<PdfObject>();
        if (value instanceof Dictionary(var entries)) {
            entries.forEach((key, one) -> {
                if (!except.contains(key)) {
                    queue.push(one);
                }
            });
        } else {
            queue.push(value);
        }
        while (!queue.isEmpty()) {
            if (++values > MOST_VALUES) {
                throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "more values than can be compared");
            }
            switch (queue.pop()) {
                case Reference reference -> {
                    int number = reference.number();
                    if (visited.add(number) && !ruled.contains(number) && !comments.contains(number)) {
                        if (kinds.containsKey(number)) {
                            reached.add(number);
                            touched.add(number);
                        }
                        queue.push(read(reference));
                    }
                }
                case Array(var items) -> items.forEach(queue::push);
                case Dictionary(var entries) -> entries.values().forEach(queue::push);
                case Stream stream -> queue.push(stream.dictionary());
                default -> {
                }
            }
        }
        return touched;
    }

    /** Whether this revision brought the object, or put another in its place. */
    boolean changed(int number) {
        return kinds.containsKey(number);
    }

    /** Whether this revision put another in the place of what the value refers to; not of what it only holds. */
    boolean changed(PdfObject value) {
        return value instanceof Reference(int number, _) && changed(number);
    }

    /** Whether this revision brought the object, and none was there before. */
    boolean isNew(int number) {
        return kinds.get(number) == ObjectChanges.Kind.NEW;
    }

    /** Says that a rule has looked at the object itself. */
    void ruledOn(int number) {
        if (kinds.containsKey(number)) {
            reached.add(number);
        }
    }
}
