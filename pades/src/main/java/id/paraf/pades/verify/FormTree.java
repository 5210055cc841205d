package id.paraf.pades.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Reference;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.pdf.PdfView;

/**
 * The interactive form of one revision (ISO 32000-2 §12.7): its fields and their widgets by object number, parents first.
 *
 * @param form the AcroForm dictionary; empty where there is none
 */
record FormTree(Dictionary form, Map<Integer, Node> nodes) {

    private static final int DEEPEST = 32;
    private static final int MOST = 100_000;

    /**
     * A field or a widget annotation of one.
     *
     * @param name  fully qualified (§12.7.4.2)
     * @param type  Tx, Btn, Ch or Sig, inherited; empty where none is said
     * @param value the value as written, inherited: perhaps a reference
     * @param field whether it has a name of its own, so is not only a widget
     */
    record Node(Reference reference, Dictionary dictionary, String name, String type, PdfObject value, boolean field) {

        boolean signatureField() {
            return type.equals("Sig");
        }

        boolean signed() {
            return signatureField() && !(value instanceof Null);
        }
    }

    private static final Dictionary NOTHING = new Dictionary(Map.of());

    static FormTree of(PdfView view) throws MalformedPdf {
        var form = view.get(view.catalog(), "AcroForm");
        if (!(form instanceof Dictionary dictionary)) {
            return new FormTree(NOTHING, Map.of());
        }
        var nodes = new LinkedHashMap<Integer, Node>();
        for (var one : items(view, dictionary.get("Fields"))) {
            collect(view, one, null, 0, nodes);
        }
        return new FormTree(dictionary, nodes);
    }

    private static void collect(PdfView view, PdfObject item, @Nullable Node parent, int depth, Map<Integer, Node> nodes)
            throws MalformedPdf {
        // A field that is no object of its own could not be compared; nobody writes one.
        if (!(item instanceof Reference reference) || depth > DEEPEST || nodes.size() >= MOST) {
            throw MalformedPdf.because(MalformedPdf.Reason.WRONG_TYPE, "a field that is not an object, or too many");
        }
        if (!(view.resolve(reference) instanceof Dictionary dictionary)) {
            return;
        }
        var node = node(view, reference, dictionary, parent);
        if (nodes.put(reference.number(), node) != null) {
            throw MalformedPdf.because(MalformedPdf.Reason.CYCLE, "a field occurs twice in the form");
        }
        for (var kid : items(view, dictionary.get("Kids"))) {
            collect(view, kid, node, depth + 1, nodes);
        }
    }

    private static Node node(PdfView view, Reference reference, Dictionary dictionary, @Nullable Node parent)
            throws MalformedPdf {
        String own = view.get(dictionary, "T") instanceof Text text ? text.decoded() : "";
        String name = parent == null ? own : own.isEmpty() ? parent.name() : parent.name() + "." + own;
        String type = view.get(dictionary, "FT") instanceof Name(String said) ? said : parent == null ? "" : parent.type();
        var value = isNull(view, dictionary.get("V")) ? parent == null ? PdfObject.NULL : parent.value() : dictionary.get("V");
        return new Node(reference, dictionary, name, type, value, parent == null || !own.isEmpty());
    }

    /** What is there but cannot be read is not nothing: such a signature is told about, not passed over. */
    private static boolean isNull(PdfView view, PdfObject value) throws MalformedPdf {
        try {
            return view.resolve(value) instanceof Null;
        } catch (MalformedPdf e) {
            if (FoundSignature.isLimit(e)) {
                throw e;
            }
            return false;
        }
    }

    /** The items of an array as written; none where there is no array. */
    static List<PdfObject> items(PdfView view, PdfObject value) throws MalformedPdf {
        return view.resolve(value) instanceof Array(var items) ? items : List.of();
    }

    Optional<Node> node(PdfObject value) {
        return value instanceof Reference reference ? Optional.ofNullable(nodes.get(reference.number())) : Optional.empty();
    }
}
