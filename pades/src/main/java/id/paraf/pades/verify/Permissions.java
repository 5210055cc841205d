package id.paraf.pades.verify;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.pdf.PdfView;

/**
 * What a signature allows to happen after it.
 *
 * @param certification its DocMDP level (ISO 32000-2 §12.8.2.2): 1 nothing, 2 filling and signing, 3 annotations too;
 *                      absent for an approval
 * @param odd           whether there is a DocMDP whose level is none
 * @param limit         the level that its field's lock sets (§12.7.5.5 /P)
 * @param locks         the fields it locks (FieldMDP §12.8.2.4, or its field's /Lock)
 */
record Permissions(Optional<Integer> certification, boolean odd, Optional<Integer> limit, Set<Lock> locks) {

    /** ISO 32000-2 table 257 says nothing for signatures without DocMDP; what forms are made for is allowed. */
    static final int UNSAID = 2;

    /** Of a signature that says nothing. */
    static final Permissions NONE = new Permissions(Optional.empty(), false, Optional.empty(), Set.of());

    /** Fields that may not change. */
    record Lock(Action action, Set<String> fields) {

        enum Action {
            ALL, INCLUDE, EXCLUDE
        }

        boolean covers(String field) {
            // A name stands for everything below it as well.
            boolean named = fields.stream().anyMatch(one -> field.equals(one) || field.startsWith(one + "."));
            return switch (action) {
                case ALL -> true;
                case INCLUDE -> named;
                case EXCLUDE -> !named;
            };
        }
    }

    boolean locks(String field) {
        return locks.stream().anyMatch(one -> one.covers(field));
    }

    /** Reads the transforms of a signature dictionary and the lock of its field. */
    static Permissions of(PdfView view, Dictionary signature, Dictionary field) throws MalformedPdf {
        Optional<Integer> certification = Optional.empty();
        boolean odd = false;
        var locks = new LinkedHashSet<Lock>();
        for (var item : FormTree.items(view, signature.get("Reference"))) {
            if (!(view.resolve(item) instanceof Dictionary reference)) {
                continue;
            }
            var parameters = view.get(reference, "TransformParams") instanceof Dictionary some ? some
                    : new Dictionary(Map.of());
            if (reference.is("TransformMethod", "DocMDP")) {
                // Table 257: the default is 2.
                var level = view.get(parameters, "P") instanceof Null ? Optional.of(UNSAID) : level(view, parameters);
                odd |= level.isEmpty() || certification.isPresent();
                certification = level.or(() -> Optional.of(1));
            } else if (reference.is("TransformMethod", "FieldMDP")) {
                locks.add(lock(view, parameters));
            }
        }
        Optional<Integer> limit = Optional.empty();
        if (view.get(field, "Lock") instanceof Dictionary lock) {
            locks.add(lock(view, lock));
            limit = level(view, lock);
        }
        return new Permissions(certification, odd, limit, locks);
    }

    private static Optional<Integer> level(PdfView view, Dictionary dictionary) throws MalformedPdf {
        return view.get(dictionary, "P") instanceof Int(long value) && value >= 1 && value <= 3 ? Optional.of((int) value)
                : Optional.empty();
    }

    /** Without a known action it locks everything: doubt protects what was signed. */
    private static Lock lock(PdfView view, Dictionary dictionary) throws MalformedPdf {
        var names = new LinkedHashSet<String>();
        for (PdfObject one : FormTree.items(view, dictionary.get("Fields"))) {
            if (view.resolve(one) instanceof Text text) {
                names.add(text.decoded());
            }
        }
        return new Lock(switch (view.get(dictionary, "Action")) {
            case Name(String value) when value.equals("Include") -> Lock.Action.INCLUDE;
            case Name(String value) when value.equals("Exclude") -> Lock.Action.EXCLUDE;
            default -> Lock.Action.ALL;
        }, names);
    }
}
