package id.paraf.pades.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.verify.FormTree.Node;

/**
 * A signature as it stood when it first appeared.
 *
 * @param view       the document right after the revision that brought it
 * @param dictionary the signature dictionary
 */
record FoundSignature(String field, PdfView view, Dictionary dictionary, SignedRange.Read range, Permissions permissions) {

    /** Fields looked at in all revisions together. */
    private static final int MOST_FIELDS = 500_000;

    /** A signature is its value, in however many fields that is shown; one without an object of its own is its field's. */
    private record Identity(int field, int value) {
    }

    /**
     * What was found.
     *
     * @param unreadableFrom the index of the first revision whose form cannot be read; the number of revisions where all can
     */
    record All(List<FoundSignature> signatures, int unreadableFrom) {
    }

    /** Every signature of every revision, also of those that a later revision took away, oldest first. */
    static All in(PdfFile file, Policy policy) throws MalformedPdf {
        var found = new ArrayList<FoundSignature>();
        var known = new HashSet<Identity>();
        int fields = 0;
        for (var revision : file.revisions()) {
            var view = file.view(revision);
            try {
                var form = FormTree.of(view);
                fields += form.nodes().size();
                for (var node : form.nodes().values()) {
                    if (node.signed() && node.field() && known.add(identity(node))) {
                        found.add(read(view, node));
                    }
                }
            } catch (MalformedPdf e) {
                if (isLimit(e)) {
                    throw e;
                }
                return new All(found, revision.index());
            }
            if (fields > MOST_FIELDS || found.size() > policy.maxSignatures()) {
                throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "too many form fields or signatures");
            }
        }
        return new All(found, file.revisions().size());
    }

    private static Identity identity(Node node) {
        return node.value() instanceof Reference(int number, _) ? new Identity(-1, number)
                : new Identity(node.reference().number(), -1);
    }

    private static FoundSignature read(PdfView view, Node node) throws MalformedPdf {
        try {
            var located = view.located(node.value() instanceof Reference reference ? reference : node.reference());
            if (located != null && view.resolve(node.value()) instanceof Dictionary dictionary) {
                return new FoundSignature(node.name(), view, dictionary,
                        SignedRange.of(view, dictionary, located.start(), located.end()),
                        Permissions.of(view, dictionary, node.dictionary()));
            }
        } catch (MalformedPdf e) {
            if (isLimit(e)) {
                throw e;
            }
        }
        return new FoundSignature(node.name(), view, new Dictionary(Map.of()),
                new SignedRange.Read.Bad(Reason.SIGNATURE_UNREADABLE), Permissions.NONE);
    }

    /** Whether reading stopped because of size, not of shape. */
    static boolean isLimit(MalformedPdf e) {
        return switch (e.reason()) {
            case TOO_LARGE, TOO_DEEP, TOO_MUCH_DATA -> true;
            default -> false;
        };
    }

    boolean isTimestamp() {
        return isTimestamp(dictionary);
    }

    /** By what its value is; /Type is only a word, and anybody's signature could be called a timestamp. */
    static boolean isTimestamp(Dictionary signature) {
        return signature.is("SubFilter", "ETSI.RFC3161");
    }
}
