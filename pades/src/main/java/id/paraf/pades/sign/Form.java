package id.paraf.pades.sign;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;
import id.paraf.pades.pdf.PdfView;

/** Writes signature fields into an update: the form, the field with its widget, the page's annotations. */
final class Form {

    /** ISO 32000-2 §12.7.3, Table 225: signatures exist, and only additions keep them valid. */
    private static final long SIGNATURE_FLAGS = 3;
    /** §12.5.3: print, and locked. */
    private static final long WIDGET_FLAGS = 4 | 128;

    private final PdfView document;
    private final PdfUpdate update;

    Form(PdfView document, PdfUpdate update) {
        this.document = document;
        this.update = update;
    }

    /** Sets an entry of the catalog, beside what was set before. */
    void catalog(String key, PdfObject value) throws MalformedPdf {
        var root = document.root();
        update.put(root, document.dictionary(update.now(root)).with(key, value));
    }

    /** A new field; {@code appearance} is {@link PdfObject#NULL} where nothing is seen. */
    void add(String name, PdfObject.Reference signature, Pages.Page page, PdfObject rectangle, PdfObject appearance)
            throws MalformedPdf {
        var field = PdfObject.Dictionary.ofType("Annot").with("Subtype", new PdfObject.Name("Widget"))
                .with("FT", new PdfObject.Name("Sig")).with("T", PdfObject.Text.of(name)).with("V", signature)
                .with("F", new PdfObject.Int(WIDGET_FLAGS)).with("P", page.reference()).with("Rect", rectangle);
        if (!(appearance instanceof PdfObject.Null)) {
            field = field.with("AP", PdfObject.Dictionary.EMPTY.with("N", appearance));
        }
        var reference = update.add(field);
        annotate(page, reference);
        list(reference);
    }

    private void annotate(Pages.Page page, PdfObject.Reference widget) throws MalformedPdf {
        var annotations = page.dictionary().get("Annots");
        var known = document.resolve(annotations) instanceof PdfObject.Array array ? array : PdfObject.Array.of();
        if (annotations instanceof PdfObject.Reference apart && document.resolve(apart) instanceof PdfObject.Array) {
            update.put(apart, known.and(widget));
        } else {
            update.put(page.reference(), page.dictionary().with("Annots", known.and(widget)));
        }
    }

    private void list(PdfObject.Reference field) throws MalformedPdf {
        var form = form();
        var fields = form.get("Fields");
        var known = document.resolve(fields) instanceof PdfObject.Array array ? array : PdfObject.Array.of();
        if (fields instanceof PdfObject.Reference apart && document.resolve(apart) instanceof PdfObject.Array) {
            update.put(apart, known.and(field));
            flag(form);
        } else {
            store(flagged(form).with("Fields", known.and(field)));
        }
    }

    /** Fills a field that the document has. */
    void fill(FormFields.SignatureField field, PdfObject.Reference signature, PdfObject appearance) throws MalformedPdf {
        update.put(field.field(), field.dictionary().with("V", signature));
        if (!(appearance instanceof PdfObject.Null)) {
            update.put(field.widget(), document.dictionary(update.now(field.widget())).with("AP",
                    PdfObject.Dictionary.EMPTY.with("N", appearance)));
        }
        flag(form());
    }

    private void flag(PdfObject.Dictionary form) throws MalformedPdf {
        var flagged = flagged(form);
        if (!flagged.equals(form)) {
            store(flagged);
        }
    }

    private PdfObject.Dictionary flagged(PdfObject.Dictionary form) throws MalformedPdf {
        long flags = document.get(form, "SigFlags") instanceof PdfObject.Int(long value) ? value : 0;
        return form.with("SigFlags", new PdfObject.Int(flags | SIGNATURE_FLAGS));
    }

    private PdfObject.Dictionary form() throws MalformedPdf {
        return document.get(document.catalog(), "AcroForm") instanceof PdfObject.Dictionary form ? form
                : PdfObject.Dictionary.EMPTY;
    }

    private void store(PdfObject.Dictionary form) throws MalformedPdf {
        var place = document.catalog().get("AcroForm");
        if (place instanceof PdfObject.Reference apart && document.resolve(apart) instanceof PdfObject.Dictionary) {
            update.put(apart, form);
        } else {
            catalog("AcroForm", form);
        }
    }
}
