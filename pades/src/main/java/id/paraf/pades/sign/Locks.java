package id.paraf.pades.sign;

import java.util.ArrayList;
import java.util.List;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/** What earlier signatures forbid: DocMDP and FieldMDP, ISO 32000-2 §12.8.2. */
final class Locks {

    private record FieldLock(String action, List<String> fields) {

        boolean covers(String name) {
            return switch (action) {
                case "Include" -> fields.stream().anyMatch(each -> same(each, name));
                case "Exclude" -> fields.stream().noneMatch(each -> same(each, name));
                default -> true;
            };
        }

        /** Naming a field names those below it. */
        private static boolean same(String locked, String name) {
            return name.equals(locked) || name.startsWith(locked + ".");
        }
    }

    private final List<FieldLock> fields = new ArrayList<>();
    private int permission = 4;

    private Locks() {
    }

    static Locks of(PdfView document, FormFields form) throws MalformedPdf {
        var locks = new Locks();
        if (document.get(document.catalog(), "Perms") instanceof PdfObject.Dictionary permissions
                && document.get(permissions, "DocMDP") instanceof PdfObject.Dictionary certifying) {
            locks.read(document, certifying);
        }
        for (var field : form.signatures()) {
            if (field.value() != null) {
                locks.read(document, field.value());
            }
        }
        return locks;
    }

    private void read(PdfView document, PdfObject.Dictionary signature) throws MalformedPdf {
        if (!(document.get(signature, "Reference") instanceof PdfObject.Array(var references))) {
            return;
        }
        for (var each : references) {
            if (!(document.resolve(each) instanceof PdfObject.Dictionary reference)
                    || !(document.get(reference, "TransformMethod") instanceof PdfObject.Name(String method))) {
                continue;
            }
            var parameters = document.get(reference, "TransformParams") instanceof PdfObject.Dictionary dictionary
                    ? dictionary
                    : new PdfObject.Dictionary(java.util.Map.of());
            switch (method) {
                // Table 257: P is 2 if absent.
                case "DocMDP" -> restrict(document.get(parameters, "P"), 2);
                case "FieldMDP" -> {
                    restrict(document.get(parameters, "P"), 4);
                    String action = document.get(parameters, "Action") instanceof PdfObject.Name(String name) ? name : "All";
                    fields.add(new FieldLock(action, names(document, parameters)));
                }
                default -> {
                    // UR and Identity forbid nothing.
                }
            }
        }
    }

    private static List<String> names(PdfView document, PdfObject.Dictionary parameters) throws MalformedPdf {
        var names = new ArrayList<String>();
        if (document.get(parameters, "Fields") instanceof PdfObject.Array(var items)) {
            for (var item : items) {
                if (document.resolve(item) instanceof PdfObject.Text text) {
                    names.add(text.decoded());
                }
            }
        }
        return names;
    }

    private void restrict(PdfObject level, int absent) {
        permission = Math.min(permission, level instanceof PdfObject.Int(long value) ? (int) Math.clamp(value, 1, 4) : absent);
    }

    /** Whether the field must stay as it is. */
    boolean forbid(String name) {
        return permission == 1 || fields.stream().anyMatch(lock -> lock.covers(name));
    }

    void check(String name, boolean newAndVisible) throws Refused {
        if (permission == 1) {
            throw new Refused(Refusal.NO_CHANGES_ALLOWED);
        }
        if (fields.stream().anyMatch(lock -> lock.covers(name))) {
            throw new Refused(Refusal.FIELD_LOCKED);
        }
        if (permission == 2 && newAndVisible) {
            throw new Refused(Refusal.NO_NEW_FIELDS_ALLOWED);
        }
    }
}
