package id.paraf.pades.sign;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/** The interactive form: names of its fields, and its signature fields (ISO 32000-2 §12.7). */
final class FormFields {

    private static final int MOST_NODES = 100_000;

    /**
     * A signature field.
     *
     * @param field  the field's dictionary
     * @param widget where it is seen: the same object, or its only kid
     * @param value  its signature dictionary, references followed; null while it is not signed
     */
    record SignatureField(String name, PdfObject.Reference field, PdfObject.Dictionary dictionary, PdfObject.Reference widget,
            PdfObject.@Nullable Dictionary value) {
    }

    private record Node(PdfObject.Reference reference, String parent, boolean signature) {
    }

    private final Set<String> names = new HashSet<>();
    private final List<SignatureField> signatures = new ArrayList<>();

    private FormFields() {
    }

    static FormFields of(PdfView document) throws MalformedPdf {
        var found = new FormFields();
        var catalog = document.catalog();
        if (!(document.get(catalog, "AcroForm") instanceof PdfObject.Dictionary form)) {
            return found;
        }
        var open = new ArrayDeque<Node>();
        var seen = new HashSet<PdfObject.Reference>();
        push(document.get(form, "Fields"), "", false, open);
        while (!open.isEmpty()) {
            var node = open.pop();
            if (!seen.add(node.reference)) {
                throw MalformedPdf.because(MalformedPdf.Reason.CYCLE, "form fields lead back to themselves");
            }
            if (seen.size() > MOST_NODES) {
                throw MalformedPdf.because(MalformedPdf.Reason.TOO_LARGE, "more than " + MOST_NODES + " form fields");
            }
            found.visit(document, node, open);
        }
        return found;
    }

    private void visit(PdfView document, Node node, ArrayDeque<Node> open) throws MalformedPdf {
        if (!(document.resolve(node.reference) instanceof PdfObject.Dictionary field)) {
            return;
        }
        String name = node.parent;
        if (document.get(field, "T") instanceof PdfObject.Text own) {
            name = name.isEmpty() ? own.decoded() : name + "." + own.decoded();
            names.add(name);
        }
        boolean signature = document.get(field, "FT") instanceof PdfObject.Name(String type) ? type.equals("Sig") : node.signature;
        var kids = new ArrayDeque<Node>();
        push(document.get(field, "Kids"), name, signature, kids);
        var widget = node.reference;
        if (!kids.isEmpty()) {
            boolean fields = false;
            for (var kid : kids) {
                fields |= document.resolve(kid.reference) instanceof PdfObject.Dictionary each && each.has("T");
            }
            if (fields) {
                open.addAll(kids);
                return;
            }
            widget = kids.getFirst().reference;
        }
        if (signature) {
            signatures.add(new SignatureField(name, node.reference, field, widget,
                    document.get(field, "V") instanceof PdfObject.Dictionary value ? value : null));
        }
    }

    private static void push(PdfObject list, String parent, boolean signature, ArrayDeque<Node> open) {
        if (list instanceof PdfObject.Array(var items)) {
            for (var item : items) {
                if (item instanceof PdfObject.Reference reference) {
                    open.addLast(new Node(reference, parent, signature));
                }
            }
        }
    }

    Set<String> names() {
        return names;
    }

    List<SignatureField> signatures() {
        return signatures;
    }

    @Nullable SignatureField named(String name) {
        return signatures.stream().filter(each -> each.name.equals(name)).findFirst().orElse(null);
    }

    String freeName() {
        for (int i = signatures.size() + 1;; i++) {
            if (!names.contains("Signature" + i)) {
                return "Signature" + i;
            }
        }
    }
}
