package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.bouncycastle.cert.X509CertificateHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;
import id.paraf.pades.sign.Completion;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.Level;
import id.paraf.pades.sign.Preparation;
import id.paraf.pades.sign.PreparedSignature;
import id.paraf.pades.sign.SignPdf;
import id.paraf.pades.sign.SignatureRequest;

/**
 * Signs one document of a batch. Bytes, state and event change in one transaction at the very end, so that a crash at any moment
 * leaves the document as it was.
 */
@Component
class SignOne {

    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

    private final DocumentRows rows;
    private final DocumentSafe safe;
    private final Workspace workspace;
    private final DrawMark draw;
    private final Register register;
    private final Accounts accounts;
    private final Keyroom keyroom;
    private final SignatureLevels levels;
    private final SigningSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SignPdf signer;
    private final PlaceMark place;

    SignOne(DocumentRows rows, DocumentSafe safe, Workspace workspace, DrawMark draw, Register register, Accounts accounts,
            Keyroom keyroom, SignatureLevels levels, SigningSettings settings, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.safe = safe;
        this.workspace = workspace;
        this.draw = draw;
        this.register = register;
        this.accounts = accounts;
        this.keyroom = keyroom;
        this.levels = levels;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
        this.signer = new SignPdf(UploadDocument.limits(settings));
        this.place = new PlaceMark(UploadDocument.limits(settings));
    }

    /** What all documents of a batch have in common. */
    record Batch(UUID id, UUID account, Certificate certificate, MarkChoice mark, Origin origin) {
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

    /** Must not be called inside a transaction. */
    Result sign(Batch batch, UUID id, Passphrase passphrase) {
        var attempt = rows.begin(id, batch.id()).orElse(0);
        var kept = rows.kept(batch.account(), id).orElse(null);
        if (attempt == 0 || kept == null) {
            return new Result.Gone();
        }
        var task = new Task(batch, kept.document(), attempt);
        try (var place = workspace.open()) {
            var result = sign(task, safe.open(id, batch.account(), false, kept.sealed()), place, passphrase);
            if (result instanceof Result.Troubled(Trouble trouble)) {
                refuse(task, trouble);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Task(Batch batch, Document document, int attempt) {
    }

    private Result sign(Task task, byte[] pdf, Workspace.Place place, Passphrase passphrase) throws IOException {
        Instant now = clock.instant();
        var wish = request(task, pdf, now);
        if (wish instanceof Wish.Impossible(Trouble trouble)) {
            return new Result.Troubled(trouble);
        }
        Files.write(place.source(), pdf);
        return switch (signer.prepare(place.source(), place.target(), ((Wish.Request) wish).request())) {
            case Preparation.Refused(var refusal, var cause) -> new Result.Troubled(Trouble.of(refusal, cause));
            case Preparation.Ready(var prepared) -> {
                try (prepared) {
                    yield sign(task, pdf, prepared, place, passphrase);
                }
            }
        };
    }

    private Result sign(Task task, byte[] pdf, PreparedSignature prepared, Workspace.Place place, Passphrase passphrase)
            throws IOException {
        var certificate = task.batch().certificate();
        // KY-03: the order names digest, key and account, and its id can be derived from this attempt at this document alone.
        UUID order = order(task);
        var digest = new SignOrder.DocumentDigest(prepared.toBeSigned());
        return switch (keyroom.sign(new SignOrder(order, certificate.key(), task.batch().account(), digest), passphrase)) {
            case Refusal refusal -> new Result.Refused(refusal);
            case SignOutcome.Signed(byte[] value) -> {
                var level = levels.next();
                yield switch (completed(prepared, value, level)) {
                    case Completion.Signed signed -> keep(task, pdf, Files.readAllBytes(place.target()), level, order);
                    case Completion.TimestampUnusable unusable -> new Result.Troubled(Trouble.TIMESTAMP_MISSING);
                    case Completion.Damaged damaged -> new Result.Troubled(Trouble.DAMAGED);
                    case Completion.WrongValue wrong ->
                        throw new IllegalStateException("The key of certificate " + certificate.id() + " is another one");
                };
            }
        };
    }

    private static Completion completed(PreparedSignature prepared, byte[] value, Level level) throws IOException {
        try {
            return prepared.complete(value, level);
        } catch (IOException e) {
            if (level instanceof Level.Basic) {
                throw e;
            }
            return new Completion.TimestampUnusable(String.valueOf(e.getMessage()));
        }
    }

    private Result keep(Task task, byte[] pdf, byte[] signed, Level level, UUID order) {
        // PD-04: what was shown is the beginning of what is handed out, byte for byte.
        if (Arrays.mismatch(pdf, signed) != pdf.length) {
            throw new IllegalStateException("Document " + task.document().id() + " was changed while it was signed");
        }
        UUID id = task.document().id();
        var batch = task.batch();
        byte[] sealed = safe.seal(id, batch.account(), true, signed);
        boolean stored = Boolean.TRUE.equals(transaction.execute(status -> {
            var signature = new DocumentRows.Signature(batch.certificate().id(), name(level), signed.length, sealed,
                    clock.instant().plus(settings.keepSigned()));
            if (!rows.signed(id, batch.id(), task.attempt(), signature)) {
                return false;
            }
            audit.record(new AuditEvent("document.signed", batch.account(), batch.account(), "document:" + id,
                    Map.of("sha256", task.document().sha256Hex(), "signedSha256",
                            HexFormat.of().formatHex(Hashes.sha256(signed)), "certificate",
                            batch.certificate().id().toString(), "level", name(level), "order", order.toString()),
                    batch.origin()));
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

    /** What is asked of the signer, or why it cannot be asked. */
    private sealed interface Wish {
        record Request(SignatureRequest request) implements Wish {
        }

        record Impossible(Trouble trouble) implements Wish {
        }
    }

    private Wish request(Task task, byte[] pdf, Instant now) {
        var certificate = task.batch().certificate();
        // PD-10: the document that was shown, by its digest; SignPdf refuses another.
        var request = SignatureRequest.by(chain(certificate), OffsetDateTime.ofInstant(now, WIB))
                .saying(new SignatureRequest.Statement(certificate.commonName(), null, null, null))
                .ofDocument(task.document().sha256());
        return switch (task.batch().mark()) {
            case MarkChoice.Invisible invisible -> new Wish.Request(request);
            case MarkChoice.Visible visible -> {
                var spot = place.of(visible, pdf);
                if (spot instanceof PlaceMark.Outcome.Impossible(Trouble trouble)) {
                    yield new Wish.Impossible(trouble);
                }
                var where = ((PlaceMark.Outcome.At) spot).place();
                var owner = accounts.get(task.batch().account());
                var mark = draw.draw(new DrawMark.Signer(certificate.commonName(), visible.position(), owner.institution()), now);
                yield new Wish.Request(request.marked(mark, new Field.Visible(null, where)));
            }
        };
    }

    private List<X509CertificateHolder> chain(Certificate certificate) {
        return register.chain(certificate).stream().map(der -> {
            try {
                return new X509CertificateHolder(der);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    private static UUID order(Task task) {
        var bytes = ByteBuffer.wrap(Hashes.ofToken("paraf document order v1:" + task.document().id() + ":" + task.attempt()));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static String name(Level level) {
        return switch (level) {
            case Level.Basic basic -> "B-B";
            case Level.Timestamped timestamped -> "B-T";
            case Level.LongTerm longTerm -> "B-LT";
            case Level.Archived archived -> "B-LTA";
        };
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
