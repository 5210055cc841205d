package id.paraf.signing;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.SignatureRequest;

/**
 * Signs one document of a batch. Bytes, state and event change in one transaction at the very end, so that a crash at any moment
 * leaves the document as it was.
 */
@Component
class SignOne {

    private final DocumentRows rows;
    private final DocumentSafe safe;
    private final DrawMark draw;
    private final Accounts accounts;
    private final SignFile signer;
    private final SigningSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final PlaceMark place;
    private final PassOn passOn;
    private final MarkCodes codes;

    SignOne(DocumentRows rows, DocumentSafe safe, DrawMark draw, Accounts accounts, SignFile signer, SigningSettings settings,
            Audit audit, Clock clock, TransactionTemplate transaction, PassOn passOn, MarkCodes codes) {
        this.rows = rows;
        this.safe = safe;
        this.draw = draw;
        this.accounts = accounts;
        this.signer = signer;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
        this.passOn = passOn;
        this.codes = codes;
        this.place = new PlaceMark(UploadDocument.limits(settings));
    }

    /** What all documents of a batch have in common. */
    record Batch(UUID id, UUID account, Certificate certificate, MarkChoice mark, Origin origin) {
    }

    /**
     * What opens a key and documents, no longer than a batch needs it: wiped when closed.
     *
     * @param pdf of those documents that need one; null if nobody said one
     */
    record Secrets(Passphrase passphrase, @Nullable PdfPassword pdf) implements AutoCloseable {

        @Override
        public void close() {
            passphrase.close();
            if (pdf != null) {
                pdf.close();
            }
        }

        /** The password for this document. One that needs none is signed as if none had been said. */
        @Nullable PdfPassword opening(Document document) {
            return document.protection() == null ? null : pdf;
        }
    }

    /** What became of one document. */
    sealed interface Result {
        record Signed() implements Result {
        }

        /** This document cannot be signed, or not so; others may be. */
        record Troubled(Trouble trouble) implements Result {
        }

        /** The keyroom said no, and would for every other document. */
        record Refused(Refusal refusal) implements Result {
        }

        /** The document is no longer this batch's to sign. */
        record Gone() implements Result {
        }
    }

    /** Whether the institution of an account is in use: while it is not, nobody signs in its name. */
    boolean mayBeSignedFor(UUID account) {
        return accounts.get(account).works().institution().inUse();
    }

    /** Must not be called inside a transaction. */
    Result sign(Batch batch, UUID id, Secrets secrets) {
        if (!mayBeSignedFor(batch.account())) {
            // Stopped while the batch was under way: its owner can go on with the rest when the institution does.
            return new Result.Gone();
        }
        var attempt = rows.begin(id, batch.id()).orElse(0);
        var kept = rows.kept(batch.account(), id).orElse(null);
        if (attempt == 0 || kept == null) {
            return new Result.Gone();
        }
        var task = new Task(batch, kept.document(), attempt);
        var result = sign(task, safe.open(id, batch.account(), false, kept.sealed()), secrets);
        if (result instanceof Result.Troubled(Trouble trouble)) {
            refuse(task, trouble);
        }
        return result;
    }

    private record Task(Batch batch, Document document, int attempt) {

        /** KY-03: the order's id can be derived from this attempt at this document alone. */
        UUID order() {
            var bytes = ByteBuffer.wrap(Hashes.ofToken("paraf document order v1:" + document.id() + ":" + attempt));
            return new UUID(bytes.getLong(), bytes.getLong());
        }
    }

    private Result sign(Task task, byte[] pdf, Secrets secrets) {
        // PD-10: the row tells by its digest what the signer was shown.
        if (!Arrays.equals(Hashes.sha256(pdf), task.document().sha256())) {
            throw new IllegalStateException("Document " + task.document().id() + " is not the one that was shown");
        }
        var password = secrets.opening(task.document());
        if (task.document().protection() != null) {
            // Before the key is asked: a wrong password of a document is no wrong passphrase.
            var trouble = signer.examine(pdf, password);
            if (trouble.isPresent()) {
                return new Result.Troubled(trouble.get());
            }
        }
        Instant now = clock.instant();
        return switch (wish(task, pdf, password, now)) {
            case Wish.Impossible(Trouble trouble) -> new Result.Troubled(trouble);
            case Wish.Possible(var seen, var code) -> {
                var certificate = task.batch().certificate();
                var statement = new SignatureRequest.Statement(certificate.commonName(), null, null, null);
                var order = new SignFile.Task(task.order(), certificate, pdf, now, statement, seen, password, null);
                yield switch (signer.sign(order, secrets.passphrase())) {
                    case SignFile.Result.Signed(byte[] signed, String level) -> keep(task, signed, level, code);
                    case SignFile.Result.Troubled(Trouble trouble) -> new Result.Troubled(trouble);
                    case SignFile.Result.Refused(Refusal refusal) -> new Result.Refused(refusal);
                };
            }
        };
    }

    private Result keep(Task task, byte[] signed, String level, @Nullable String code) {
        UUID id = task.document().id();
        var batch = task.batch();
        byte[] sealed = safe.seal(id, batch.account(), true, signed);
        boolean stored = Boolean.TRUE.equals(transaction.execute(status -> {
            var signature = new DocumentRows.Signature(batch.certificate().id(), level, signed.length, sealed,
                    clock.instant().plus(settings.keepSigned()));
            if (task.document().asked() && !passOn.stillAsked(task.document())
                    || !rows.signed(id, batch.id(), task.attempt(), signature)) {
                return false;
            }
            audit.record(new AuditEvent("document.signed", batch.account(), batch.account(), "document:" + id,
                    Map.of("sha256", task.document().sha256Hex(), "signedSha256",
                            HexFormat.of().formatHex(Hashes.sha256(signed)), "certificate",
                            batch.certificate().id().toString(), "level", level, "order", task.order().toString()),
                    batch.origin()));
            if (code != null) {
                codes.keep(batch.account(), id, batch.certificate().id(),
                        new MarkCodes.Marked(code, batch.certificate().id(), institution(batch),
                                Hashes.sha256(signed), clock.instant(), null));
            }
            if (task.document().asked()) {
                passOn.signed(task.document(), signed, signature, batch.origin());
            }
            return true;
        }));
        return stored ? new Result.Signed() : new Result.Gone();
    }

    /** Writes down why a document is not signed; one that never can be has failed. */
    private void refuse(Task task, Trouble trouble) {
        var batch = task.batch();
        transaction.executeWithoutResult(status -> {
            if (rows.refused(task.document().id(), batch.id(), task.attempt(), trouble)) {
                audit.record(new AuditEvent("document.refused", batch.account(), batch.account(),
                        "document:" + task.document().id(), Map.of("reason", trouble.name()), batch.origin()));
            }
        });
    }

    /** What is to be seen, or why it cannot be. */
    private sealed interface Wish {
        /**
         * @param seen null for nothing
         * @param code in its QR
         */
        record Possible(SignFile.@Nullable Seen seen, @Nullable String code) implements Wish {
        }

        record Impossible(Trouble trouble) implements Wish {
        }
    }

    private Wish wish(Task task, byte[] pdf, @Nullable PdfPassword password, Instant now) {
        return switch (task.batch().mark()) {
            case MarkChoice.Invisible invisible -> new Wish.Possible(null, null);
            case MarkChoice.Visible visible -> {
                Field field;
                switch (place.of(visible, pdf, password)) {
                    case PlaceMark.Outcome.Impossible(Trouble trouble) -> {
                        yield new Wish.Impossible(trouble);
                    }
                    case PlaceMark.Outcome.At(var where) -> field = new Field.Visible(null, where);
                    case PlaceMark.Outcome.In(String name) -> field = new Field.Existing(name);
                }
                var signs = new DrawMark.Signer(task.batch().certificate().commonName(), visible.position(),
                        institution(task.batch()));
                String code = codes.fresh();
                yield new Wish.Possible(new SignFile.Seen(draw.draw(signs, now, code), field), code);
            }
        };
    }

    private String institution(Batch batch) {
        return accounts.get(batch.account()).institution();
    }

    /** Writes down that a defect kept a document from being signed. */
    void defect(Batch batch, UUID id) {
        transaction.executeWithoutResult(status -> {
            if (rows.stumbled(id, batch.id())) {
                audit.record(new AuditEvent("document.refused", batch.account(), batch.account(), "document:" + id,
                        Map.of("reason", Trouble.DEFECT.name()), batch.origin()));
            }
        });
    }
}
