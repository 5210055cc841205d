package id.paraf.esign;

import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Field;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.sandbox.TestSigners;
import id.paraf.signing.PlaceMark;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/** Makes of a file that an application wants signed what the signer takes, and records what became of it. */
@Component
public class Tasks {

    private final SignFile signer;
    private final Audit audit;
    private final Clock clock;

    Tasks(SignFile signer, Audit audit, Clock clock) {
        this.signer = signer;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who asks, and for whom. */
    public record Batch(Client client, UUID account, Certificate certificate, Origin origin) {
    }

    /** Whether a file can be signed as it is wanted. */
    public sealed interface Prepared {
        record Ready(SignFile.Task task) implements Prepared {
        }

        record Impossible(Trouble trouble) implements Prepared {
        }
    }

    /** Looks at the file without using the key. */
    public Prepared prepare(Batch batch, Wanted file) {
        var trouble = signer.examine(file.pdf(), password(file));
        if (trouble.isPresent()) {
            return new Prepared.Impossible(trouble.get());
        }
        return switch (place(file)) {
            case PlaceMark.Outcome.Impossible(var impossible) -> new Prepared.Impossible(impossible);
            case PlaceMark.Outcome.At(var place) -> new Prepared.Ready(task(batch, file, new Field.Visible(null, place)));
            case PlaceMark.Outcome.In(String name) -> new Prepared.Ready(task(batch, file, new Field.Existing(name)));
            case null -> new Prepared.Ready(task(batch, file, null));
        };
    }

    /** Where the mark stands; null if there is none. */
    private PlaceMark.@Nullable Outcome place(Wanted file) {
        return file.seen() == null ? null : switch (file.seen().where()) {
            case Wanted.Where.Box(var place) -> signer.within(file.pdf(), password(file), place, file.seen().movable());
            case Wanted.Where.InField(String name) -> new PlaceMark.Outcome.In(name);
            case Wanted.Where.Tag(String text, double width, double height) ->
                signer.around(file.pdf(), password(file), text, width, height, file.seen().movable());
        };
    }

    private static @Nullable PdfPassword password(Wanted file) {
        return file.password() == null ? null : PdfPassword.of(file.password().reveal());
    }

    private SignFile.Task task(Batch batch, Wanted file, @Nullable Field field) {
        var said = new SignatureRequest.Statement(batch.certificate().commonName(), file.reason(), file.location(), file.contact());
        return new SignFile.Task(UUID.randomUUID(), batch.certificate(), file.pdf(), clock.instant(), said,
                file.seen() == null || field == null ? null : new SignFile.Seen(file.seen().mark(), field), password(file),
                file.level());
    }

    /** The document is called as its order is: there is one attempt at it. */
    void signed(Batch batch, UUID order, String sha256, String signedSha256, String level) {
        signed(batch, order, sha256, signedSha256, level, null);
    }

    /** @param permission whose code opened the key; null for the passphrase */
    void signed(Batch batch, UUID order, String sha256, String signedSha256, String level, @Nullable UUID permission) {
        var facts = new HashMap<>(Map.of("sha256", sha256, "signedSha256", signedSha256, "certificate",
                batch.certificate().id().toString(), "level", level, "order", order.toString()));
        if (permission != null) {
            facts.put("permission", permission.toString());
        }
        record(batch, "document.signed", order, facts);
    }

    void refused(Batch batch, byte[] pdf, Trouble trouble) {
        record(batch, "document.refused", UUID.randomUUID(), Map.of("reason", trouble.name(), "sha256", hex(pdf)));
    }

    /** The owner gave the passphrase or the code, and so is who did it; the application is named beside. */
    private void record(Batch batch, String type, UUID id, Map<String, String> facts) {
        var details = new HashMap<>(facts);
        details.put("application", batch.client().username());
        audit.record(event(type, batch.account(), batch.account(), id, details, batch.origin()));
    }

    /** What happens to a document of a test signer happens to nobody, and is called so that nobody takes it for more. */
    static AuditEvent event(String type, UUID account, @Nullable UUID actor, UUID document, Map<String, String> details,
            Origin origin) {
        return TestSigners.is(account)
                ? new AuditEvent("sandbox." + type, null, null, "document:" + document, details, origin)
                : new AuditEvent(type, account, actor, "document:" + document, details, origin);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256(bytes));
    }
}
