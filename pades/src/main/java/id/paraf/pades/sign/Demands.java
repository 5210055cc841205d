package id.paraf.pades.sign;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/** What an empty field asks of its signature: seed values and locks, ISO 32000-2 §12.7.5.5. */
final class Demands {

    private static final int FILTER = 1;
    private static final int SUB_FILTER = 2;
    private static final int VERSION = 4;
    private static final int REASONS = 8;
    private static final int DIGEST = 64;

    private Demands() {
    }

    /** Refuses where a seed value that binds is not met; those that only advise are not looked at. */
    static void check(PdfView document, PdfObject.Dictionary field, SignatureRequest request) throws MalformedPdf, Refused {
        if (!(document.get(field, "SV") instanceof PdfObject.Dictionary seed)) {
            return;
        }
        long binding = document.get(seed, "Ff") instanceof PdfObject.Int(long flags) ? flags : 0;
        boolean met = (binding & ~(FILTER | SUB_FILTER | VERSION | REASONS | DIGEST)) == 0
                && (no(binding, FILTER) || one(document, seed, "Filter", "Adobe.PPKLite"))
                && (no(binding, SUB_FILTER) || one(document, seed, "SubFilter", "ETSI.CAdES.detached"))
                && (no(binding, VERSION) || !(document.get(seed, "V") instanceof PdfObject.Int(long version)) || version <= 2)
                && (no(binding, REASONS) || one(document, seed, "Reasons", request.statement().reason()))
                && (no(binding, DIGEST) || one(document, seed, "DigestMethod", "SHA256"))
                && certifies(document, seed, request.certify()) && !binds(document, seed, "Cert")
                && !binds(document, seed, "TimeStamp");
        if (!met) {
            throw new Refused(Refusal.FIELD_DEMANDS_UNMET);
        }
    }

    private static boolean no(long binding, int flag) {
        return (binding & flag) == 0;
    }

    private static boolean binds(PdfView document, PdfObject.Dictionary seed, String key) throws MalformedPdf {
        return document.get(seed, key) instanceof PdfObject.Dictionary part
                && document.get(part, "Ff") instanceof PdfObject.Int(long flags) && flags != 0;
    }

    private static boolean certifies(PdfView document, PdfObject.Dictionary seed, @Nullable Permission certify)
            throws MalformedPdf {
        return !(document.get(seed, "MDP") instanceof PdfObject.Dictionary mdp)
                || !(document.get(mdp, "P") instanceof PdfObject.Int(long level))
                || level == (certify == null ? 0 : certify.level());
    }

    private static boolean one(PdfView document, PdfObject.Dictionary seed, String key, @Nullable String wanted)
            throws MalformedPdf {
        var value = document.get(seed, key);
        List<PdfObject> allowed = value instanceof PdfObject.Array(var items) ? items : List.of(value);
        for (var each : allowed) {
            var item = document.resolve(each);
            if (item instanceof PdfObject.Name(String name) && name.equals(wanted)
                    || item instanceof PdfObject.Text text && text.decoded().equals(wanted)) {
                return true;
            }
        }
        return value instanceof PdfObject.Null;
    }

    /** The signature references (§12.8.2) that the field's lock and the request make necessary. */
    static List<PdfObject> references(PdfView document, PdfObject.Dictionary field, @Nullable Permission certify)
            throws MalformedPdf {
        var references = new ArrayList<PdfObject>();
        if (certify != null) {
            references.add(transform("DocMDP", permission(certify.level())));
        }
        if (document.get(field, "Lock") instanceof PdfObject.Dictionary lock) {
            var parameters = parameters().with("Action",
                    document.get(lock, "Action") instanceof PdfObject.Name action ? action : new PdfObject.Name("All"));
            if (document.get(lock, "Fields") instanceof PdfObject.Array fields) {
                parameters = parameters.with("Fields", fields);
            }
            references.add(transform("FieldMDP", parameters).with("Data", document.root()));
            if (certify == null && document.get(lock, "P") instanceof PdfObject.Int(long level) && level >= 1 && level <= 3) {
                references.add(transform("DocMDP", permission((int) level)));
            }
        }
        return references;
    }

    private static PdfObject.Dictionary permission(int level) {
        return parameters().with("P", new PdfObject.Int(level));
    }

    private static PdfObject.Dictionary parameters() {
        return PdfObject.Dictionary.ofType("TransformParams").with("V", new PdfObject.Name("1.2"));
    }

    private static PdfObject.Dictionary transform(String method, PdfObject.Dictionary parameters) {
        return PdfObject.Dictionary.ofType("SigRef").with("TransformMethod", new PdfObject.Name(method))
                .with("TransformParams", parameters);
    }
}
