package id.paraf.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
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
import id.paraf.pades.verify.Breach;

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

        /**
         * It was not taken, and nothing of it is kept.
         *
         * @param breach which signature in it does not hold; null if it is not about one
         */
        record Refused(Trouble trouble, @Nullable Breach breach) implements Outcome {

            public Refused(Trouble trouble) {
                this(trouble, null);
            }
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

    /** Whether a file can be taken, and what of it would be kept. */
    public sealed interface Checked {
        record Refused(Trouble trouble, @Nullable Breach breach) implements Checked {

            Refused(Trouble trouble) {
                this(trouble, null);
            }
        }

        /** @param application whose it was before it is the account's; null if its owner uploads it */
        record Ready(Document document, byte[] sealed, @Nullable String application) implements Checked {

            @Override
            public String toString() {
                return "Ready[" + document.id() + "]";
            }
        }
    }

    /** @param name as the browser calls the file */
    public Outcome upload(UUID account, String name, byte[] pdf, Origin origin) {
        return switch (check(account, null, name, pdf)) {
            case Checked.Refused(var trouble, var breach) -> new Outcome.Refused(trouble, breach);
            case Checked.Ready ready -> keep(ready, origin);
        };
    }

    /**
     * The first half, which takes its time and no connection.
     *
     * @param application that sends the file for this account; null for the owner in person
     */
    public Checked check(UUID account, @Nullable String application, String name, byte[] pdf) {
        if (!limits.take(Limit.DOCUMENT_PER_ACCOUNT, account.toString()).granted()) {
            return new Checked.Refused(Trouble.TOO_FAST);
        }
        if (pdf.length == 0) {
            return new Checked.Refused(Trouble.EMPTY);
        }
        if (pdf.length > settings.mostBytes().toBytes()) {
            return new Checked.Refused(Trouble.TOO_LARGE);
        }
        return switch (examine.examine(pdf)) {
            // Looked at when it is signed: whoever uploads it is not asked for a password that would have to be kept.
            case Examination.Refused(var refusal, _, _) when refusal == Refusal.ENCRYPTED ->
                ready(account, application, safe(name), 0, Document.Protection.OPENING, pdf);
            case Examination.Refused(var refusal, _, _) when refusal == Refusal.OWNER_FORBIDS ->
                ready(account, application, safe(name), examine.pages(pdf), Document.Protection.CHANGING, pdf);
            case Examination.Refused(var refusal, var cause, var breach) ->
                new Checked.Refused(Trouble.of(refusal, cause), breach);
            case Examination.Signable(int pages) -> ready(account, application, safe(name), pages, null, pdf);
        };
    }

    private Checked ready(UUID account, @Nullable String application, String name, int pages,
            Document.@Nullable Protection protection, byte[] pdf) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        var document = new Document(id, account, name, pages, pdf.length, protection, Hashes.sha256(pdf), Document.State.WAITING,
                null, now, null, null, null, null, null, now.plus(settings.keepUnsigned()), null, null, false);
        return new Checked.Ready(document, safe.seal(id, account, false, pdf), application);
    }

    /** The second half. */
    public Outcome keep(Checked.Ready ready, Origin origin) {
        var document = ready.document();
        UUID account = document.account();
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            if (rows.count(account) >= settings.mostKept()) {
                return new Outcome.Refused(Trouble.TOO_MANY_KEPT);
            }
            rows.insert(document, ready.sealed());
            var details = new HashMap<>(Map.of("sha256", document.sha256Hex(), "bytes", Long.toString(document.size()), "pages",
                    Integer.toString(document.pages())));
            if (document.protection() != null) {
                details.put("protection", document.protection().name());
            }
            if (ready.application() != null) {
                details.put("application", ready.application());
            }
            audit.record(new AuditEvent("document.uploaded", account, ready.application() == null ? account : null,
                    "document:" + document.id(), details, origin));
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
