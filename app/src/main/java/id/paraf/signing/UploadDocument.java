package id.paraf.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.ExaminePdf;
import id.paraf.pades.sign.Refusal;

/** Takes a PDF in, if it can be signed (PD-01). */
@Component
public class UploadDocument {

    private static final int LONGEST_NAME = 120;

    private final DocumentRows rows;
    private final DocumentSafe safe;
    private final SigningSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final id.paraf.limits.Limits limits;
    private final ExaminePdf examine;

    UploadDocument(DocumentRows rows, DocumentSafe safe, SigningSettings settings, Audit audit, Clock clock,
            TransactionTemplate transaction, id.paraf.limits.Limits limits) {
        this.rows = rows;
        this.safe = safe;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
        this.limits = limits;
        this.examine = new ExaminePdf(limits(settings));
    }

    /** What became of an upload. */
    public sealed interface Outcome {
        /** It is here, sealed, and waits for its signature. */
        record Uploaded(Document document) implements Outcome {
        }

        /** It was not taken, and nothing of it is kept. */
        record Refused(Trouble trouble) implements Outcome {
        }
    }

    /**
     * How much a document may ask of the reader: what is larger than any page of a document of its size is an attack. The
     * signed document may be a little larger than what was taken.
     */
    static Limits limits(SigningSettings settings) {
        var usual = Limits.ORDINARY;
        return new Limits(settings.mostBytes().toBytes() + (4 << 20), usual.depth(), usual.valuesPerObject(), usual.textPerObject(),
                usual.unpackedPerStream(), usual.unpackedPerFile(), 200);
    }

    /** @param name as the browser calls the file */
    public Outcome upload(UUID account, String name, byte[] pdf, Origin origin) {
        if (!limits.take(Limit.DOCUMENT_PER_ACCOUNT, account.toString()).granted()) {
            return new Outcome.Refused(Trouble.TOO_FAST);
        }
        if (pdf.length == 0) {
            return new Outcome.Refused(Trouble.EMPTY);
        }
        if (pdf.length > settings.mostBytes().toBytes()) {
            return new Outcome.Refused(Trouble.TOO_LARGE);
        }
        return switch (examine.examine(pdf)) {
            // Looked at when it is signed: whoever uploads it is not asked for a password that would have to be kept.
            case Examination.Refused(var refusal, var cause) when refusal == Refusal.ENCRYPTED ->
                keep(account, safe(name), 0, Document.Protection.OPENING, pdf, origin);
            case Examination.Refused(var refusal, var cause) when refusal == Refusal.OWNER_FORBIDS ->
                keep(account, safe(name), examine.pages(pdf), Document.Protection.CHANGING, pdf, origin);
            case Examination.Refused(var refusal, var cause) -> new Outcome.Refused(Trouble.of(refusal, cause));
            case Examination.Signable(int pages) -> keep(account, safe(name), pages, null, pdf, origin);
        };
    }

    private Outcome keep(UUID account, String name, int pages, Document.@Nullable Protection protection, byte[] pdf,
            Origin origin) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        byte[] sha256 = Hashes.sha256(pdf);
        var document = new Document(id, account, name, pages, pdf.length, protection, sha256, Document.State.WAITING, null, now,
                null, null, null, null, null, now.plus(settings.keepUnsigned()), null, null, false);
        byte[] sealed = safe.seal(id, account, false, pdf);
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            if (rows.count(account) >= settings.mostKept()) {
                return new Outcome.Refused(Trouble.TOO_MANY_KEPT);
            }
            rows.insert(document, sealed);
            var details = new HashMap<>(Map.of("sha256", HexFormat.of().formatHex(sha256), "bytes", Integer.toString(pdf.length),
                    "pages", Integer.toString(pages)));
            if (protection != null) {
                details.put("protection", protection.name());
            }
            audit.record(new AuditEvent("document.uploaded", account, account, "document:" + id, details, origin));
            return new Outcome.Uploaded(document);
        }));
    }

    /** The last part of what the browser said, without what means something to a file system, a header or a terminal. */
    private static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\"<>:|?*%]+", " ").replaceAll("\\s+", " ").strip()
                .replaceFirst("(?i)\\.pdf$", "").replaceFirst("^[.\\s]+", "");
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length())));
        return (plain.isEmpty() ? "dokumen" : plain.substring(0, end).strip()) + ".pdf";
    }
}
