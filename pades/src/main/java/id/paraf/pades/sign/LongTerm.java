package id.paraf.pades.sign;

import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import id.paraf.pades.cms.Sha256;
import id.paraf.pades.cms.TimestampToken;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;
import id.paraf.pades.pdf.PdfView;

/** The document security store and document timestamps, EN 319 142-1 §5.4, each as one more update of a draft. */
final class LongTerm {

    private static final int RESERVED = 16_384;

    private LongTerm() {
    }

    /** Adds to the DSS dictionary what it does not have yet. */
    static void add(Draft<?> draft, Limits limits, ValidationData data) throws IOException, MalformedPdf {
        try (var file = draft.read(limits)) {
            var document = file.current();
            var update = new PdfUpdate(document);
            var known = document.get(document.catalog(), "DSS") instanceof PdfObject.Dictionary store ? store
                    : PdfObject.Dictionary.ofType("DSS");
            var store = extended(document, update, known, "Certs", data.certificates());
            store = extended(document, update, store, "OCSPs", data.ocsp());
            store = extended(document, update, store, "CRLs", data.crls());
            if (document.catalog().get("DSS") instanceof PdfObject.Reference apart) {
                update.put(apart, store);
            } else {
                new Form(document, update).catalog("DSS", update.add(store));
            }
            var section = update.write();
            draft.write(section.base(), section.bytes());
            check(draft, limits, section, file.revisions().size() + 1);
        }
    }

    private static PdfObject.Dictionary extended(PdfView document, PdfUpdate update, PdfObject.Dictionary store, String key,
            List<byte[]> values) throws MalformedPdf {
        var list = document.get(store, key) instanceof PdfObject.Array array ? array : PdfObject.Array.of();
        var seen = digests(document, list);
        for (byte[] value : values) {
            if (seen.add(HexFormat.of().formatHex(Sha256.of(value)))) {
                list = list.and(update.add(PdfObject.Dictionary.EMPTY, value));
            }
        }
        return list.items().isEmpty() ? store : store.with(key, list);
    }

    private static Set<String> digests(PdfView document, PdfObject.Array list) throws MalformedPdf {
        var digests = new HashSet<String>();
        for (var item : list.items()) {
            if (document.resolve(item) instanceof PdfObject.Stream stream) {
                digests.add(HexFormat.of().formatHex(Sha256.of(document.unpacked(stream))));
            }
        }
        return digests;
    }

    private static void check(Draft<?> draft, Limits limits, PdfUpdate.Section section, int revisions)
            throws IOException, MalformedPdf {
        try (var file = draft.read(limits)) {
            SelfCheck.hold(file.size() == section.size() && file.revisions().getLast().end() == file.size(),
                    "bytes behind the validation material");
            SelfCheck.hold(file.revisions().size() == revisions, "not one revision more");
            SelfCheck.hold(file.current().get(file.current().catalog(), "DSS") instanceof PdfObject.Dictionary,
                    "no validation material");
        }
    }

    /** Adds a timestamp over the whole document. */
    static void archive(Draft<?> draft, Limits limits, TimestampSource authority)
            throws IOException, MalformedPdf, TimestampToken.Unusable {
        try (var file = draft.read(limits)) {
            var document = file.current();
            var update = new PdfUpdate(document);
            var reference = update.reserve();
            // EN 319 142-1 §5.4.3.
            update.putSignature(reference, PdfObject.Dictionary.ofType("DocTimeStamp")
                    .with("Filter", new PdfObject.Name("Adobe.PPKLite")).with("SubFilter", new PdfObject.Name("ETSI.RFC3161")),
                    RESERVED);
            new Form(document, update).add(FormFields.of(document).freeName(), reference, new Pages(document).page(1),
                    PdfObject.Array.numbers(0, 0, 0, 0), PdfA.unseen(document, update));
            var section = update.write();
            draft.write(section.base(), section.bytes());
            var imprint = imprint(draft, limits, section);
            var token = TimestampToken.read(authority.token(imprint), imprint);
            if (token.der().length > RESERVED) {
                throw new TimestampToken.Unusable("a token larger than the room reserved for it");
            }
            draft.write(section.gapStart() + 1, SelfCheck.filled(section, token.der()));
            SelfCheck.signature(draft, limits, section, reference, file.revisions().size() + 1, token.der());
        } catch (Refused e) {
            throw new IllegalStateException("A signed document without a first page", e);
        }
    }

    private static byte[] imprint(Draft<?> draft, Limits limits, PdfUpdate.Section section) throws IOException, MalformedPdf {
        try (var file = draft.read(limits)) {
            var digest = Sha256.digest();
            file.digest(digest, 0, section.gapStart());
            file.digest(digest, section.gapEnd(), section.size());
            return digest.digest();
        }
    }
}
