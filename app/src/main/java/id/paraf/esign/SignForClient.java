package id.paraf.esign;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.enrolment.Standing;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Place;
import id.paraf.pades.sign.SignatureRequest;
import id.paraf.passphrase.Refusals;
import id.paraf.signing.PlaceMark;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/**
 * Signs files that an application sends for a signer of its institution, with the passphrase that the signer gave it: all of them,
 * or none is handed out. The keyroom counts a wrong passphrase as everywhere.
 */
@Component
public class SignForClient {

    private final FindSigner signers;
    private final SignFile signer;
    private final SignedFiles files;
    private final Refusals refusals;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SignForClient(FindSigner signers, SignFile signer, SignedFiles files, Refusals refusals, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.signers = signers;
        this.signer = signer;
        this.files = files;
        this.refusals = refusals;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A signed file. */
    public record Signed(UUID id, byte[] pdf) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** All of them, in their order. */
        record Done(List<Signed> files) implements Outcome {
        }

        /** Nobody of this institution can sign under that name, and why. */
        record NoSigner(Standing standing) implements Outcome {
        }

        /** The keyroom said no. */
        record Refused(Refusal refusal) implements Outcome {
        }

        /** One of the files, counted from 1, cannot be signed, or not so. */
        record Troubled(int file, Trouble trouble) implements Outcome {
        }
    }

    /** Who asks, and for whom. */
    private record Batch(Client client, UUID account, Certificate certificate, Origin origin) {
    }

    /**
     * Must not be called inside a transaction.
     *
     * @param keep whether the files can be fetched once more afterwards
     */
    public Outcome sign(Client client, FindSigner.Who who, SecretText typed, List<Wanted> wanted, boolean keep, Origin origin) {
        var found = signers.find(client, who);
        if (found.account() == null || found.certificate() == null) {
            return new Outcome.NoSigner(found.standing());
        }
        var batch = new Batch(client, found.account(), found.certificate(), origin);
        var tasks = new ArrayList<SignFile.Task>();
        for (int i = 0; i < wanted.size(); i++) {
            var file = wanted.get(i);
            // The key is used for no file as long as one of them cannot be signed anyway.
            var trouble = signer.examine(file.pdf(), password(file));
            if (trouble.isPresent()) {
                return troubled(batch, i, file.pdf(), trouble.get());
            }
            switch (place(file)) {
                case PlaceMark.Outcome.Impossible(var impossible) -> {
                    return troubled(batch, i, file.pdf(), impossible);
                }
                case PlaceMark.Outcome.At(var place) -> tasks.add(task(batch, file, place));
                case null -> tasks.add(task(batch, file, null));
            }
        }
        try (var passphrase = Passphrase.of(typed.reveal())) {
            return sign(batch, tasks, passphrase, keep);
        }
    }

    /** Where the mark stands; null if there is none. */
    private PlaceMark.@Nullable Outcome place(Wanted file) {
        return file.seen() == null ? null : switch (file.seen().where()) {
            case Wanted.Where.Box(var place) -> new PlaceMark.Outcome.At(place);
            case Wanted.Where.Tag(String text, double width, double height) ->
                signer.around(file.pdf(), password(file), text, width, height);
        };
    }

    private static @Nullable PdfPassword password(Wanted file) {
        return file.password() == null ? null : PdfPassword.of(file.password().reveal());
    }

    private SignFile.Task task(Batch batch, Wanted file, @Nullable Place place) {
        var said = new SignatureRequest.Statement(batch.certificate().commonName(), file.reason(), file.location(), file.contact());
        return new SignFile.Task(UUID.randomUUID(), batch.certificate(), file.pdf(), clock.instant(), said,
                file.seen() == null || place == null ? null : new SignFile.Seen(file.seen().mark(), place), password(file));
    }

    private Outcome sign(Batch batch, List<SignFile.Task> tasks, Passphrase passphrase, boolean keep) {
        var done = new ArrayList<Done>();
        for (var task : tasks) {
            switch (signer.sign(task, passphrase)) {
                case SignFile.Result.Signed(byte[] pdf, String level) -> done.add(new Done(task, pdf, level));
                case SignFile.Result.Troubled(var trouble) -> {
                    return troubled(batch, done.size(), task.pdf(), trouble);
                }
                case SignFile.Result.Refused(var refusal) -> {
                    refusals.record(batch.account(), batch.certificate().id(), "sign", refusal, batch.origin());
                    return new Outcome.Refused(refusal);
                }
            }
        }
        var sealed = keep ? done.stream().map(one -> files.seal(batch.client().id(), one.id(), one.pdf())).toList()
                : List.<byte[]>of();
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            for (int i = 0; i < done.size(); i++) {
                var one = done.get(i);
                if (keep) {
                    files.insert(batch.client().id(), one.id(), batch.account(), sealed.get(i));
                }
                record(batch, "document.signed", one.id(),
                        Map.of("sha256", hex(one.task().pdf()), "signedSha256", hex(one.pdf()), "certificate",
                                batch.certificate().id().toString(), "level", one.level(), "order", one.id().toString()));
            }
            return new Outcome.Done(done.stream().map(one -> new Signed(one.id(), one.pdf())).toList());
        }));
    }

    private record Done(SignFile.Task task, byte[] pdf, String level) {

        /** The document is called as its order is: there is one attempt at it. */
        UUID id() {
            return task.order();
        }
    }

    private Outcome troubled(Batch batch, int index, byte[] pdf, Trouble trouble) {
        transaction.executeWithoutResult(status -> record(batch, "document.refused", UUID.randomUUID(),
                Map.of("reason", trouble.name(), "sha256", hex(pdf))));
        return new Outcome.Troubled(index + 1, trouble);
    }

    /** The owner gave the passphrase, and so is who did it; the application is named beside. */
    private void record(Batch batch, String type, UUID id, Map<String, String> facts) {
        var details = new HashMap<>(facts);
        details.put("application", batch.client().username());
        audit.record(new AuditEvent(type, batch.account(), batch.account(), "document:" + id, details, batch.origin()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256(bytes));
    }
}
