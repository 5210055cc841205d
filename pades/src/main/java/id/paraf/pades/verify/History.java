package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;

/** What happened to the file after the earliest signature, revision by revision, and what that means to each signature. */
final class History {

    /** What came after one signature. */
    record After(Set<Change> changes, Set<Reason> reasons) {
    }

    /** White space behind the last end that says nothing; more of it can hide something. */
    private static final int MOST_SPACE = 64;
    /** The share of a page from which the marks of later signers together are more than marks. */
    private static final double MOST_COVERED = 0.5;

    private final PdfFile file;
    private final int first;
    private final List<RevisionStep> steps;

    private History(PdfFile file, int first, List<RevisionStep> steps) {
        this.file = file;
        this.first = first;
        this.steps = steps;
    }

    /**
     * @param unreadableFrom the index of the first revision that cannot be compared
     */
    static History of(PdfFile file, List<Facts> signatures, int unreadableFrom, Policy policy) throws MalformedPdf {
        int last = file.revisions().size() - 1;
        int first = signatures.stream().filter(one -> one.range() != null).mapToInt(one -> covers(file, one.end()))
                .filter(one -> one >= 0).min().orElse(last);
        var steps = new ArrayList<RevisionStep>();
        var objects = new ArrayList<ObjectChanges>();
        var touched = new HashSet<Integer>();
        try {
            for (int i = first; i < last && i + 1 < unreadableFrom; i++) {
                var change = ObjectChanges.between(file.view(file.revisions().get(i)), file.view(file.revisions().get(i + 1)));
                objects.add(change);
                touched.addAll(change.kinds().keySet());
            }
        } catch (MalformedPdf e) {
            stopAtLimit(e);
        }
        try {
            var walk = new Walk(file.view(file.revisions().get(first)), touched);
            Standing before = null;
            for (int i = 0; i < objects.size(); i++) {
                var earlier = before == null ? Standing.of(file.view(file.revisions().get(first + i))) : before;
                var later = Standing.of(file.view(file.revisions().get(first + i + 1)));
                steps.add(RevisionStep.between(earlier, later, objects.get(i), walk, policy));
                before = later;
            }
        } catch (MalformedPdf e) {
            stopAtLimit(e);
        }
        while (first + steps.size() < last) {
            steps.add(RevisionStep.unreadable());
        }
        return new History(file, first, steps);
    }

    private static void stopAtLimit(MalformedPdf e) throws MalformedPdf {
        if (FoundSignature.isLimit(e)) {
            throw e;
        }
    }

    /** The index of the revision that ends where the signed bytes do; -1 where they end in the middle of one. */
    static int covers(PdfFile file, long end) {
        var revisions = file.revisions();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            long close = revisions.get(i).end();
            // The end of the last line may have been written with the next revision.
            if (close <= end || close - end <= 2 && isLineEnd(file, end, close)) {
                boolean whole = end <= close || end == file.size() || ObjectChanges.isSpace(file, close, end);
                return whole ? i : -1;
            }
        }
        return -1;
    }

    private static boolean isLineEnd(PdfFile file, long from, long to) {
        for (long at = from; at < to; at++) {
            if (file.byteAt(at) != '\n' && file.byteAt(at) != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing follows the signed bytes. */
    boolean isWhole(SignedRange range) {
        return hasNothingFrom(range.end());
    }

    /**
     * @param certification the level that the document's certification sets, or what counts where there is none
     */
    After after(Facts signature, int certification) {
        var changes = EnumSet.noneOf(Change.class);
        var reasons = EnumSet.noneOf(Reason.class);
        var range = signature.range();
        if (range == null) {
            return new After(changes, reasons);
        }
        int covered = covers(file, range.end());
        if (covered < 0) {
            reasons.add(Reason.REVISION_CUT);
            return new After(changes, reasons);
        }
        var permissions = signature.found().permissions();
        int level = Math.min(certification, permissions.limit().orElse(3));
        var together = new HashMap<Integer, Double>();
        for (int i = covered - first; i < steps.size(); i++) {
            var step = steps.get(i);
            changes.addAll(step.changes());
            reasons.addAll(step.reasons());
            if (step.signing() && level < 2 || step.signed().stream().anyMatch(permissions::locks)) {
                reasons.add(Reason.SIGNING_NOT_PERMITTED);
            }
            if (!step.filled().isEmpty() && level < 2 || step.filled().stream().anyMatch(permissions::locks)) {
                reasons.add(Reason.FILLING_NOT_PERMITTED);
            }
            step.covered().forEach((page, share) -> {
                if (together.merge(page, share, Double::sum) >= MOST_COVERED) {
                    changes.add(Change.CONTENT_CHANGED);
                    reasons.add(Reason.SIGNATURE_COVERS_PAGE);
                }
            });
            if (step.annotations() && level < 3) {
                reasons.add(Reason.ANNOTATION_NOT_PERMITTED);
            }
        }
        if (hasLooseEnd(covered, range)) {
            changes.add(Change.UNREADABLE);
            reasons.add(Reason.TRAILING_BYTES);
        }
        return new After(changes, reasons);
    }

    /** Bytes behind the last revision belong to nothing; a little white space is what editors and transfers leave there. */
    private boolean hasLooseEnd(int covered, SignedRange range) {
        int last = file.revisions().size() - 1;
        return !hasNothingFrom(covered == last ? range.end() : file.revisions().get(last).end());
    }

    private boolean hasNothingFrom(long from) {
        if (file.unread() > 0 || file.size() - from > MOST_SPACE) {
            return false;
        }
        for (long at = from; at < file.size(); at++) {
            if (!ObjectChanges.isWhiteSpace(file.byteAt(at))) {
                return false;
            }
        }
        return true;
    }
}
