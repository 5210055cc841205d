package id.paraf.esign;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.enrolment.Standing;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.Refusal;
import id.paraf.signing.SignFile;
import id.paraf.signing.Trouble;

/**
 * Signs files that an application sends for a signer of its institution, with the passphrase that the signer gave it: all of them,
 * or none is handed out. The keyroom counts a wrong passphrase as everywhere.
 */
@Component
public class SignForClient {

    private final FindSigner signers;
    private final Tasks prepare;
    private final OpenKeys keys;
    private final SignedFiles files;
    private final TransactionTemplate transaction;

    SignForClient(FindSigner signers, Tasks prepare, OpenKeys keys, SignedFiles files, TransactionTemplate transaction) {
        this.signers = signers;
        this.prepare = prepare;
        this.keys = keys;
        this.files = files;
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
        try (var key = keys.open(batch, typed)) {
            return sign(batch, tasks, key, keep);
        }
    }

    private Outcome sign(Tasks.Batch batch, List<SignFile.Task> tasks, OpenKeys.OpenKey key, boolean keep) {
        var done = new ArrayList<Done>();
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
        var sealed = keep ? done.stream().map(one -> files.seal(batch.client().id(), one.id(), one.pdf())).toList()
                : List.<byte[]>of();
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            for (int i = 0; i < done.size(); i++) {
                var one = done.get(i);
                if (keep) {
                    files.insert(batch.client().id(), one.id(), batch.account(), sealed.get(i), null);
                }
                prepare.signed(batch, one.id(), Tasks.hex(one.task().pdf()), Tasks.hex(one.pdf()), one.level());
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
