package id.paraf.esign;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.enrolment.Standing;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Refusal;
import id.paraf.sandbox.TestSigners;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/**
 * Signs files that an application sends for a signer of its institution, with the passphrase or the code that the signer gave it: all
 * of them, or none is handed out. The keyroom counts what is wrong as everywhere.
 */
@Component
public class SignForClient {

    private final FindSigner signers;
    private final Tasks prepare;
    private final OpenKeys keys;
    private final CodeKeys codes;
    private final SignedFiles files;
    private final PermissionRows permissions;
    private final TransactionTemplate transaction;

    SignForClient(FindSigner signers, Tasks prepare, OpenKeys keys, CodeKeys codes, SignedFiles files, PermissionRows permissions,
            TransactionTemplate transaction) {
        this.signers = signers;
        this.prepare = prepare;
        this.keys = keys;
        this.codes = codes;
        this.files = files;
        this.permissions = permissions;
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

        /** The code is wrong, or no longer good: who has no right one is not told which. */
        record WrongCode() implements Outcome {
        }

        /** The code is right, and for {@code left} files, which are fewer than were sent. */
        record TooFew(int left) implements Outcome {
        }

        /** One of the files, counted from 1, cannot be signed, or not so. */
        record Troubled(int file, Trouble trouble) implements Outcome {
        }
    }

    /**
     * Must not be called inside a transaction.
     *
     * @param keep whether the files can be fetched once more afterwards
     */
    public Outcome sign(Client client, FindSigner.Who who, Proof proof, List<Wanted> wanted, boolean keep, Origin origin) {
        var found = signers.find(client, who);
        if (found.account() == null || found.certificate() == null) {
            return new Outcome.NoSigner(found.standing());
        }
        var batch = new Tasks.Batch(client, found.account(), found.certificate(), origin);
        var tasks = new ArrayList<SignFile.Task>();
        for (int i = 0; i < wanted.size(); i++) {
            // The key is used for no file as long as one of them cannot be signed anyway.
            switch (prepare.prepare(batch, wanted.get(i))) {
                case Tasks.Prepared.Ready(var task) -> tasks.add(task);
                case Tasks.Prepared.Impossible(var trouble) -> {
                    return troubled(batch, i, wanted.get(i).pdf(), trouble);
                }
            }
        }
        return switch (proof) {
            case Proof.OfPassphrase(var typed) -> signEach(batch, tasks, typed, keep);
            case Proof.OfCode code -> client.sandbox() ? signInSandbox(batch, tasks, code, keep)
                    : signTogether(batch, tasks, code, keep);
        };
    }

    private Outcome signEach(Tasks.Batch batch, List<SignFile.Task> tasks, SecretText typed, boolean keep) {
        var done = new ArrayList<Done>();
        try (var key = keys.open(batch, typed)) {
            for (var task : tasks) {
                switch (key.sign(task)) {
                    case SignFile.Result.Signed(byte[] pdf, String level) -> done.add(new Done(task, pdf, level));
                    case SignFile.Result.Troubled(var trouble) -> {
                        return troubled(batch, done.size(), task.pdf(), trouble);
                    }
                    case SignFile.Result.Refused(var refusal) -> {
                        return new Outcome.Refused(refusal);
                    }
                }
            }
        }
        return keep(batch, done, keep, null);
    }

    private Outcome signTogether(Tasks.Batch batch, List<SignFile.Task> tasks, Proof.OfCode code, boolean keep) {
        return switch (codes.sign(batch, tasks, code)) {
            case CodeKeys.Result.Troubled(int index, var trouble) -> troubled(batch, index, tasks.get(index).pdf(), trouble);
            case CodeKeys.Result.Wrong wrong -> new Outcome.WrongCode();
            case CodeKeys.Result.TooFew(int left) -> new Outcome.TooFew(left);
            case CodeKeys.Result.Signed(UUID permission, var signed) -> {
                var done = new ArrayList<Done>();
                for (int i = 0; i < tasks.size(); i++) {
                    done.add(new Done(tasks.get(i), signed.get(i).pdf(), signed.get(i).level()));
                }
                yield keep(batch, done, keep, permission);
            }
        };
    }

    /** A test signer opens nothing: any code is right but those that are there to be refused. */
    private Outcome signInSandbox(Tasks.Batch batch, List<SignFile.Task> tasks, Proof.OfCode code, boolean keep) {
        return switch (TestSigners.code(code.typed().reveal())) {
            case WRONG, EXPIRED -> new Outcome.WrongCode();
            case TOO_FEW -> new Outcome.TooFew(tasks.size() - 1);
            case RIGHT -> signEach(batch, tasks, code.typed(), keep);
        };
    }

    /** @param permission that opened the key; null for the passphrase */
    private Outcome keep(Tasks.Batch batch, List<Done> done, boolean keep, @Nullable UUID permission) {
        var sealed = keep ? done.stream().map(one -> files.seal(batch.client().id(), one.id(), one.pdf())).toList()
                : List.<byte[]>of();
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            for (int i = 0; i < done.size(); i++) {
                var one = done.get(i);
                if (keep) {
                    files.insert(batch.client().id(), one.id(), batch.account(), sealed.get(i), null);
                }
                String signed = Tasks.hex(one.pdf());
                prepare.signed(batch, one.id(), Tasks.hex(one.task().pdf()), signed, one.level(), permission);
                if (permission != null) {
                    permissions.signed(permission, one.id(), signed);
                }
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

    private Outcome troubled(Tasks.Batch batch, int index, byte[] pdf, Trouble trouble) {
        transaction.executeWithoutResult(status -> prepare.refused(batch, pdf, trouble));
        return new Outcome.Troubled(index + 1, trouble);
    }
}
